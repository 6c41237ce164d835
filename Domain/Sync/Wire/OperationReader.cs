using System.Collections.Immutable;
using System.Text.Json;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>What became of reading one operation: it, or why it cannot be taken.</summary>
/// <param name="OpId">Its id where that much could be read; else null.</param>
/// <param name="Operation">The operation; null where it is refused.</param>
/// <param name="Refusal">What is wrong with it; null where it is well-formed.</param>
public sealed record OperationReading(string? OpId, Operation? Operation, OperationRefusal? Refusal);

/// <summary>
/// Reads operations as clients send them. Unknown fields are ignored; everything else is held to its type and range, and
/// the first field at fault is named.
/// </summary>
public static class OperationReader
{
    /// <summary>Reads one operation of a client. <c>content_alias</c> is refused: only the server makes those.</summary>
    public static OperationReading Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return new OperationReading(null, null, OperationRefusal.InvalidField("op", "must be an object"));
        }
        var fields = new FieldReader(element);
        var opId = fields.Text("op_id", SyncLimits.MaxIdLength);
        var knownOpId = fields.Refusal is null ? opId : null;
        var operation = ReadOperation(fields, opId, SyncLimits.MaxObserved);
        if (operation is ContentAlias)
        {
            fields.Refuse("type", "content_alias is made by the server only");
        }
        return fields.Refusal is { } refusal
            ? new OperationReading(knownOpId, null, refusal)
            : new OperationReading(opId, operation, null);
    }

    /// <summary>Reads any operation, also the server's own; what is wrong is left in <paramref name="fields"/>.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="opId">Its id.</param>
    /// <param name="maxObserved">How many adds a remove may name: a client's has a limit, an effect cancels all that there are.</param>
    internal static Operation? ReadOperation(FieldReader fields, string opId, int maxObserved)
    {
        var type = fields.Text("type", SyncLimits.MaxIdLength);
        var hlc = ReadHlc(fields);
        if (fields.Refusal is not null)
        {
            return null;
        }
        return type switch
        {
            OperationTypes.WatchlistAdd => new WatchlistAdd(Content(fields), ReadSource(fields), ReadPlacement(fields)) { OpId = opId, Hlc = hlc },
            OperationTypes.WatchlistRemove => new WatchlistRemove(Content(fields), ReadObserved(fields, maxObserved)) { OpId = opId, Hlc = hlc },
            OperationTypes.WatchlistMove => ReadMove(fields, opId, hlc),
            OperationTypes.PositionSet => ReadPosition(fields, opId, hlc),
            OperationTypes.PlayAdd => new PlayAdd(
                fields.Text("play_id", SyncLimits.MaxIdLength),
                Content(fields),
                fields.Moment("watched_at"),
                fields.Flag("completed"),
                fields.WholeOrNull("position_ms", 0, SyncLimits.MaxPositionMs)) { OpId = opId, Hlc = hlc },
            OperationTypes.PlayRemove => new PlayRemove(fields.Text("play_id", SyncLimits.MaxIdLength)) { OpId = opId, Hlc = hlc },
            OperationTypes.RatingSet => new RatingSet(Content(fields), fields.RatingTenths("rating")) { OpId = opId, Hlc = hlc },
            OperationTypes.PreferenceSet => ReadPreference(fields, opId, hlc),
            OperationTypes.ContentAlias => new ContentAlias(
                fields.Text("from", SyncLimits.MaxContentIdLength),
                fields.Text("to", SyncLimits.MaxContentIdLength),
                fields.Flag("retracted", absent: false)) { OpId = opId, Hlc = hlc },
            _ => RefuseType(fields),
        };
    }

    private static string Content(FieldReader fields) => fields.Text("content_id", SyncLimits.MaxContentIdLength);

    private static HlcTimestamp ReadHlc(FieldReader fields)
    {
        if (fields.Object("hlc") is not { } parts)
        {
            return default;
        }
        var hlc = new HlcTimestamp(
            parts.Whole("physical", 0, HlcTimestamp.MaxPhysical),
            (int)parts.Whole("logical", 0, HlcTimestamp.MaxLogical),
            parts.Text("node_id", HlcTimestamp.MaxNodeIdLength));
        fields.Adopt(parts.Refusal);
        return hlc;
    }

    private static WatchlistSource ReadSource(FieldReader fields)
    {
        if (fields.IsMissing("source"))
        {
            return WatchlistSource.Manual;
        }
        if (WatchlistSources.TryParse(fields.Text("source", SyncLimits.MaxIdLength), out var source))
        {
            return source;
        }
        fields.Refuse("source", "must be manual, recommendation or continue_watching");
        return default;
    }

    private static Placement ReadPlacement(FieldReader fields)
    {
        if (!fields.Has("after"))
        {
            return Placement.Unstated;
        }
        return fields.IsNull("after") ? Placement.First : Placement.After(fields.Text("after", SyncLimits.MaxContentIdLength));
    }

    private static ImmutableArray<string>? ReadObserved(FieldReader fields, int maxObserved) =>
        fields.Texts("observed", maxObserved, SyncLimits.MaxIdLength) is { } observed
            ? [.. observed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : null;

    private static WatchlistMove ReadMove(FieldReader fields, string opId, HlcTimestamp hlc)
    {
        var move = new WatchlistMove(Content(fields), ReadPlacement(fields)) { OpId = opId, Hlc = hlc };
        if (move.Placement.Kind == PlacementKind.Unstated)
        {
            fields.Refuse("after", "is missing: name the title to come after, or null to come first");
        }
        return move;
    }

    private static PositionSet ReadPosition(FieldReader fields, string opId, HlcTimestamp hlc)
    {
        var position = new PositionSet(
            Content(fields),
            fields.Whole("position_ms", 0, SyncLimits.MaxPositionMs),
            fields.WholeOrNull("duration_ms", 1, SyncLimits.MaxPositionMs)) { OpId = opId, Hlc = hlc };
        if (position.PositionMs > position.DurationMs)
        {
            fields.Refuse("position_ms", "must not be beyond duration_ms");
        }
        return position;
    }

    private static PreferenceSet ReadPreference(FieldReader fields, string opId, HlcTimestamp hlc)
    {
        var key = fields.Text("key", SyncLimits.MaxPreferenceKeyLength);
        var value = fields.Any("value");
        var json = fields.Refusal is null ? PreferenceValue.Compact(value) : "";
        if (json is null || json.Length > SyncLimits.MaxPreferenceValueLength)
        {
            fields.Refuse("value", $"must be JSON of at most {SyncLimits.MaxPreferenceValueLength} characters, without NUL and of valid Unicode");
        }
        return new PreferenceSet(key, json ?? "") { OpId = opId, Hlc = hlc };
    }

    private static Operation? RefuseType(FieldReader fields)
    {
        fields.Refuse("type", "is not a known type of operation");
        return null;
    }
}
