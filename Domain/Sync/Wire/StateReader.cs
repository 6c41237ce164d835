using System.Text.Json;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>Reads version 1 of the document of <see cref="StateJson"/>.</summary>
internal sealed class StateReader(JsonElement root)
{
    private readonly Dictionary<string, string> _nodes = new(StringComparer.Ordinal);
    private readonly object _owner = new();

    public UserState Read()
    {
        try
        {
            if (root.GetProperty("version"u8).GetInt32() != StateJson.Version)
            {
                throw new JsonException("the snapshot is of a version that is not known");
            }
            return ReadState();
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new JsonException("the document is not a snapshot", fault);
        }
    }

    private UserState ReadState() => UserState.Of(
        root.GetProperty("seq"u8).GetInt64(),
        Table("entries", ReadEntry),
        Table("cancelled", (ref Row row) => new Cancellation(Stamp(ref row), row.Next().GetInt64())),
        Table("positions", (ref Row row) => Written(ref row, (ref Row rest) => new PositionValue(rest.Next().GetInt64(), NumberOrNull(ref rest)))),
        Table("ratings", (ref Row row) => Written(ref row, (ref Row rest) => (int?)NumberOrNull(ref rest))),
        Table("preferences", (ref Row row) => Written(ref row, (ref Row rest) => rest.Text())),
        Table("plays", ReadPlay),
        ReadAliases());

    private WatchlistEntry ReadEntry(ref Row row)
    {
        var goneAtMs = row.Next().GetInt64();
        var key = row.TextOrNull();
        var place = key is null ? null : new Place(key, Stamp(ref row));
        var adds = new List<AddTag>(row.Left / 3);
        while (row.Left > 0)
        {
            adds.Add(new AddTag(row.Text(), Hlc(ref row), (WatchlistSource)row.Next().GetInt32()));
        }
        return new WatchlistEntry(AddSet.Of(adds), place, goneAtMs);
    }

    private PlayEntry ReadPlay(ref Row row)
    {
        var removedAt = row.TextOrNull();
        Stamp? removal = removedAt is null ? null : new Stamp(Parse(removedAt), row.Text());
        return new PlayEntry(row.Left == 0 ? null : Written(ref row, ReadPlayValue), removal);
    }

    private static PlayValue ReadPlayValue(ref Row row) => new(
        row.Text(),
        DateTimeOffset.FromUnixTimeMilliseconds(row.Next().GetInt64()),
        row.Next().GetBoolean(),
        NumberOrNull(ref row));

    private Aliases ReadAliases()
    {
        var links = new List<Written<ContentAlias>>();
        foreach (var element in root.GetProperty("aliases"u8).EnumerateArray())
        {
            var row = new Row(element);
            var (from, to) = (row.Text(), row.Text());
            var (stamp, device) = (Stamp(ref row), row.TextOrNull());
            var alias = new ContentAlias(from, to, row.Next().GetBoolean()) { OpId = stamp.OpId, Hlc = stamp.Hlc };
            links.Add(new Written<ContentAlias>(alias, stamp, device));
        }
        return Aliases.Of(links);
    }

    private PersistentMap<T> Table<T>(string name, ReadRow<T> read)
    {
        var map = PersistentMap<T>.Empty;
        foreach (var element in root.GetProperty(name).EnumerateArray())
        {
            var row = new Row(element);
            map = map.Set(row.Text(), read(ref row), _owner);
        }
        return map;
    }

    private Written<T> Written<T>(ref Row row, ReadRow<T> read)
    {
        var stamp = Stamp(ref row);
        var device = row.TextOrNull();
        return new Written<T>(read(ref row), stamp, device is null ? null : Pooled(device));
    }

    private Stamp Stamp(ref Row row) => new(Hlc(ref row), row.Text());

    private HlcTimestamp Hlc(ref Row row) => Parse(row.Text());

    private HlcTimestamp Parse(string text) => HlcTimestamp.TryParse(text, out var hlc)
        ? hlc with { NodeId = Pooled(hlc.NodeId) }
        : throw new FormatException($"'{text}' is not a stamp");

    // A user has a handful of nodes and devices, and thousands of stamps that name them.
    private string Pooled(string text)
    {
        if (_nodes.TryGetValue(text, out var known))
        {
            return known;
        }
        _nodes.Add(text, text);
        return text;
    }

    private static long? NumberOrNull(ref Row row)
    {
        var value = row.Next();
        return value.ValueKind == JsonValueKind.Null ? null : value.GetInt64();
    }

    private delegate T ReadRow<T>(ref Row row);

    /// <summary>Walks an array from the left.</summary>
    private struct Row(JsonElement array)
    {
        private JsonElement.ArrayEnumerator _values = array.EnumerateArray();

        public int Left { get; private set; } = array.GetArrayLength();

        public JsonElement Next()
        {
            Left--;
            return _values.MoveNext() ? _values.Current : throw new FormatException("a row is too short");
        }

        public string Text() => Next().GetString() ?? throw new FormatException("a text is missing");

        public string? TextOrNull() => Next().GetString();
    }
}
