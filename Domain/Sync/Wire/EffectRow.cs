using System.Collections.Immutable;
using System.Text.Json;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>
/// The form in which the journal keeps an effect: a JSON array, less than half as long as what clients get and read in one
/// pass without a document.
/// </summary>
/// <remarks>
/// <c>[code, seq, op_id, physical, logical, node_id, device_id, order_key, …]</c>, then what the operation says. The device is 0
/// where it is the node. A placement is 0 for none, null for first, else the anchor. Codes and places are never given
/// another meaning; a new field goes to the end.
/// </remarks>
internal static class EffectRow
{
    private const string Add = "wa";
    private const string Remove = "wr";
    private const string Move = "wm";
    private const string Position = "ps";
    private const string Play = "pa";
    private const string PlayRemoval = "pr";
    private const string Rating = "rs";
    private const string Preference = "pf";
    private const string Alias = "ca";

    public static void Write(Utf8JsonWriter json, Effect effect)
    {
        var operation = effect.Operation;
        json.WriteStartArray();
        json.WriteStringValue(CodeOf(operation));
        json.WriteNumberValue(effect.Seq);
        json.WriteStringValue(operation.OpId);
        json.WriteNumberValue(operation.Hlc.Physical);
        json.WriteNumberValue(operation.Hlc.Logical);
        json.WriteStringValue(operation.Hlc.NodeId);
        if (string.Equals(effect.DeviceId, operation.Hlc.NodeId))
        {
            json.WriteNumberValue(0);
        }
        else
        {
            json.WriteStringValue(effect.DeviceId);
        }
        json.WriteStringValue(effect.OrderKey);
        WriteContent(json, operation);
        json.WriteEndArray();
    }

    /// <exception cref="JsonException">It is not a row.</exception>
    public static Effect Read(ReadOnlySpan<byte> row)
    {
        var fields = new RowReader(row);
        var code = fields.Text();
        var seq = fields.Number();
        var opId = fields.Text();
        var hlc = new HlcTimestamp(fields.Number(), (int)fields.Number(), fields.Text());
        var device = fields.IsNextZero() ? hlc.NodeId : fields.CurrentTextOrNull();
        var key = fields.TextOrNull();
        return new Effect(ReadContent(ref fields, code, opId, hlc), device, key, seq);
    }

    /// <summary>Whether it is the row of a <see cref="PositionSet"/>.</summary>
    public static bool IsPosition(ReadOnlySpan<byte> row) => row.StartsWith("[\"ps\","u8);

    private static string CodeOf(Operation operation) => operation switch
    {
        WatchlistAdd => Add,
        WatchlistRemove => Remove,
        WatchlistMove => Move,
        PositionSet => Position,
        PlayAdd => Play,
        PlayRemove => PlayRemoval,
        RatingSet => Rating,
        PreferenceSet => Preference,
        ContentAlias => Alias,
        _ => throw new ArgumentException($"{operation.GetType()} is not an operation of the journal", nameof(operation)),
    };

    private static void WriteContent(Utf8JsonWriter json, Operation operation)
    {
        switch (operation)
        {
            case WatchlistAdd add:
                json.WriteStringValue(add.ContentId);
                json.WriteNumberValue((int)add.Source);
                WritePlacement(json, add.Placement);
                break;
            case WatchlistRemove remove:
                json.WriteStringValue(remove.ContentId);
                foreach (var opId in remove.Observed ?? throw new ArgumentException("a remove must be resolved before it is logged", nameof(operation)))
                {
                    json.WriteStringValue(opId);
                }
                break;
            case WatchlistMove move:
                json.WriteStringValue(move.ContentId);
                WritePlacement(json, move.Placement);
                break;
            case PositionSet position:
                json.WriteStringValue(position.ContentId);
                json.WriteNumberValue(position.PositionMs);
                WriteNumberOrNull(json, position.DurationMs);
                break;
            case PlayAdd play:
                json.WriteStringValue(play.PlayId);
                json.WriteStringValue(play.ContentId);
                json.WriteNumberValue(play.WatchedAt.ToUnixTimeMilliseconds());
                json.WriteNumberValue(play.Completed ? 1 : 0);
                WriteNumberOrNull(json, play.PositionMs);
                break;
            case PlayRemove play:
                json.WriteStringValue(play.PlayId);
                break;
            case RatingSet rating:
                json.WriteStringValue(rating.ContentId);
                WriteNumberOrNull(json, rating.RatingTenths);
                break;
            case PreferenceSet preference:
                json.WriteStringValue(preference.Key);
                json.WriteStringValue(preference.ValueJson);
                break;
            case ContentAlias alias:
                json.WriteStringValue(alias.From);
                json.WriteStringValue(alias.To);
                json.WriteNumberValue(alias.Retracted ? 1 : 0);
                break;
        }
    }

    private static Operation ReadContent(ref RowReader fields, string code, string opId, HlcTimestamp hlc) => code switch
    {
        Add => new WatchlistAdd(fields.Text(), (WatchlistSource)fields.Number(), ReadPlacement(ref fields)) { OpId = opId, Hlc = hlc },
        Remove => new WatchlistRemove(fields.Text(), ReadObserved(ref fields)) { OpId = opId, Hlc = hlc },
        Move => new WatchlistMove(fields.Text(), ReadPlacement(ref fields)) { OpId = opId, Hlc = hlc },
        Position => new PositionSet(fields.Text(), fields.Number(), fields.NumberOrNull()) { OpId = opId, Hlc = hlc },
        Play => new PlayAdd(
            fields.Text(),
            fields.Text(),
            DateTimeOffset.FromUnixTimeMilliseconds(fields.Number()),
            fields.Number() == 1,
            fields.NumberOrNull()) { OpId = opId, Hlc = hlc },
        PlayRemoval => new PlayRemove(fields.Text()) { OpId = opId, Hlc = hlc },
        Rating => new RatingSet(fields.Text(), (int?)fields.NumberOrNull()) { OpId = opId, Hlc = hlc },
        Preference => new PreferenceSet(fields.Text(), fields.Text()) { OpId = opId, Hlc = hlc },
        Alias => new ContentAlias(fields.Text(), fields.Text(), fields.Number() == 1) { OpId = opId, Hlc = hlc },
        _ => throw new JsonException($"'{code}' is not a code of the journal"),
    };

    private static void WritePlacement(Utf8JsonWriter json, Placement placement)
    {
        if (placement.Kind == PlacementKind.Unstated)
        {
            json.WriteNumberValue(0);
        }
        else
        {
            json.WriteStringValue(placement.Anchor);
        }
    }

    private static Placement ReadPlacement(ref RowReader fields)
    {
        if (fields.IsNextZero())
        {
            return Placement.Unstated;
        }
        return fields.CurrentTextOrNull() is { } anchor ? Placement.After(anchor) : Placement.First;
    }

    private static ImmutableArray<string> ReadObserved(ref RowReader fields)
    {
        var observed = ImmutableArray.CreateBuilder<string>(1);
        while (fields.NextTextOrEnd() is { } opId)
        {
            observed.Add(opId);
        }
        return observed.DrainToImmutable();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
