using MediaGateway.Tests.EndToEnd;
using System.Text.Json;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// What a device makes of what it is sent, written from the public contract and not from the server's code: it follows the
/// log in order, takes the keys and the cancelled adds that effects carry, and knows nothing else.
/// </summary>
internal sealed class Replica
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cancelled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Write> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Write> _plays = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removedPlays = new(StringComparer.Ordinal);

    /// <summary>Up to where it has the log.</summary>
    public long Seq { get; private set; }

    /// <summary>Which log; null before it knows.</summary>
    public string? Epoch { get; private set; }

    /// <summary>The titles on the list, in order.</summary>
    public IReadOnlyList<string> List => [.. _entries.Where(entry => entry.Value.Adds.Count > 0)
        .OrderBy(entry => entry.Value.OrderKey, StringComparer.Ordinal).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key)];

    /// <summary>Everything it shows, as text that is equal where what is shown is equal.</summary>
    public string Shown => string.Join('\n',
    [
        $"list {string.Join(' ', List)}",
        .. _values.OrderBy(value => value.Key, StringComparer.Ordinal).Where(value => value.Value.Text.Length > 0).Select(value => $"{value.Key} {value.Value.Text}"),
        .. _plays.Where(play => !_removedPlays.Contains(play.Key)).OrderBy(play => play.Key, StringComparer.Ordinal).Select(play => $"play {play.Key} {play.Value.Text}"),
    ]);

    /// <summary>The adds of a title that it has seen and that still count.</summary>
    public IReadOnlyList<string> AddsOf(string contentId) => _entries.TryGetValue(contentId, out var entry) ? [.. entry.Adds] : [];

    /// <summary>Takes in a stretch of the log that begins where it is.</summary>
    public void Follow(IEnumerable<Effect> effects, long seq, string epoch)
    {
        foreach (var effect in effects)
            Take(effect);
        (Seq, Epoch) = (seq, epoch);
    }

    /// <summary>Begins anew with a snapshot, and the plays that were read after it.</summary>
    public void Load(ReadOnlyMemory<byte> snapshot, IEnumerable<(string PlayId, string Text)> plays, long seq, string epoch)
    {
        _entries.Clear();
        _cancelled.Clear();
        _values.Clear();
        _plays.Clear();
        using var document = JsonDocument.Parse(snapshot);
        foreach (var item in document.RootElement.GetProperty("items").EnumerateArray())
            _entries[item.Text("content_id")] = new Entry(item.Text("order_key"), [.. Adds(item)]);
        foreach (var item in document.RootElement.GetProperty("removed").EnumerateArray())
        {
            _entries[item.Text("content_id")] = new Entry(item.GetProperty("order_key").GetString(), []);
            _cancelled.UnionWith(Adds(item));
        }

        foreach (var position in document.RootElement.GetProperty("positions").EnumerateArray())
            Set($"position {position.Text("content_id")}", StampOf(position), $"{position.GetProperty("position_ms").GetInt64()}");
        foreach (var rating in document.RootElement.GetProperty("ratings").EnumerateArray())
            Set($"rating {rating.Text("content_id")}", StampOf(rating), rating.GetProperty("rating") is { ValueKind: JsonValueKind.Number } stars ? $"{(int)(stars.GetDecimal() * 10)}" : "");
        foreach (var preference in document.RootElement.GetProperty("preferences").EnumerateArray())
            Set($"preference {preference.Text("key")}", StampOf(preference), Preference(preference.GetProperty("value").GetRawText()));
        foreach (var (playId, text) in plays)
            _plays[playId] = new Write(default, text);
        (Seq, Epoch) = (seq, epoch);
    }

    private void Take(Effect effect)
    {
        switch (effect.Operation)
        {
            case WatchlistAdd add:
                var added = EntryOf(add.ContentId);
                if (!_cancelled.Contains(add.OpId))
                    added.Adds.Add(add.OpId);
                added.OrderKey = effect.OrderKey ?? added.OrderKey;
                break;
            case WatchlistRemove remove:
                _cancelled.UnionWith(remove.Observed!.Value);
                EntryOf(remove.ContentId).Adds.ExceptWith(remove.Observed!.Value);
                break;
            case WatchlistMove move:
                EntryOf(move.ContentId).OrderKey = effect.OrderKey;
                break;
            case PositionSet position:
                Set($"position {position.ContentId}", position.Stamp, $"{position.PositionMs}");
                break;
            case RatingSet rating:
                Set($"rating {rating.ContentId}", rating.Stamp, $"{rating.RatingTenths}");
                break;
            case PreferenceSet preference:
                Set($"preference {preference.Key}", preference.Stamp, Preference(preference.ValueJson));
                break;
            case PlayAdd play when !_plays.TryGetValue(play.PlayId, out var earlier) || earlier.Stamp < play.Stamp:
                _plays[play.PlayId] = new Write(play.Stamp, PlayText(play.ContentId, play.Completed));
                break;
            case PlayRemove play:
                _removedPlays.Add(play.PlayId);
                break;
        }
    }

    /// <summary>A play as it is shown.</summary>
    public static string PlayText(string contentId, bool completed) => $"{contentId} {completed}";

    private Entry EntryOf(string contentId)
    {
        if (!_entries.TryGetValue(contentId, out var entry))
            _entries[contentId] = entry = new Entry(null, []);
        return entry;
    }

    private void Set(string name, Stamp stamp, string text)
    {
        if (!_values.TryGetValue(name, out var earlier) || earlier.Stamp < stamp)
            _values[name] = new Write(stamp, text);
    }

    private static string Preference(string json) => json == PreferenceSet.Unset ? "" : json;

    private static IEnumerable<string> Adds(JsonElement item) => item.GetProperty("adds").EnumerateArray().Select(add => add.GetString()!);

    private static Stamp StampOf(JsonElement written)
    {
        var hlc = written.GetProperty("hlc");
        return new Stamp(new HlcTimestamp(hlc.GetProperty("physical").GetInt64(), hlc.GetProperty("logical").GetInt32(), hlc.Text("node_id")), written.Text("op_id"));
    }

    private sealed record Write(Stamp Stamp, string Text);

    private sealed class Entry(string? orderKey, HashSet<string> adds)
    {
        public string? OrderKey { get; set; } = orderKey;

        public HashSet<string> Adds { get; } = adds;
    }
}
