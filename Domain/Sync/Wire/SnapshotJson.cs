using System.Collections.Immutable;
using System.Text.Json;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>
/// The snapshot that a device gets in place of the operations it missed. A device starts from it as from the log: it holds
/// the stamps that later operations are held against, and the adds that a remove may name.
/// </summary>
public static class SnapshotJson
{
    /// <summary>Writes <c>{items, removed, positions, ratings, preferences, plays_cursor}</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="state">The state, read at one sequence number.</param>
    /// <param name="playsCursor">Where reading the history starts; null where there is none.</param>
    public static void Write(Utf8JsonWriter json, UserState state, string? playsCursor)
    {
        json.WriteStartObject();
        WriteItems(json, state);
        WriteRemoved(json, state);
        WritePositions(json, state);
        WriteRatings(json, state);
        WritePreferences(json, state);
        json.WriteString("plays_cursor"u8, playsCursor);
        json.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter json, UserState state)
    {
        json.WriteStartArray("items"u8);
        foreach (var item in state.Items)
        {
            json.WriteStartObject();
            json.WriteString("content_id"u8, item.ContentId);
            json.WriteString("order_key"u8, item.OrderKey);
            json.WriteString("added_at"u8, item.AddedAt.UtcDateTime);
            json.WriteString("source"u8, item.Source.ToWire());
            WriteAdds(json, item.Adds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRemoved(Utf8JsonWriter json, UserState state)
    {
        json.WriteStartArray("removed"u8);
        foreach (var item in state.Removed)
        {
            json.WriteStartObject();
            json.WriteString("content_id"u8, item.ContentId);
            json.WriteString("order_key"u8, item.OrderKey);
            WriteAdds(json, item.Adds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePositions(Utf8JsonWriter json, UserState state)
    {
        json.WriteStartArray("positions"u8);
        foreach (var position in state.Positions)
        {
            json.WriteStartObject();
            json.WriteString("content_id"u8, position.ContentId);
            json.WriteNumber("position_ms"u8, position.PositionMs);
            OperationWriter.WriteNumberUnlessNull(json, "duration_ms"u8, position.DurationMs);
            json.WriteString("device_id"u8, position.DeviceId);
            WriteWrite(json, position.OpId, position.Hlc);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRatings(Utf8JsonWriter json, UserState state)
    {
        json.WriteStartArray("ratings"u8);
        // Those that were taken back, too: an older write may still be on its way.
        foreach (var (contentId, rating) in state.LatestRatings)
        {
            json.WriteStartObject();
            json.WriteString("content_id"u8, contentId);
            OperationWriter.WriteRating(json, rating.Value);
            WriteWrite(json, rating.Stamp.OpId, rating.Stamp.Hlc);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePreferences(Utf8JsonWriter json, UserState state)
    {
        json.WriteStartArray("preferences"u8);
        foreach (var (key, preference) in state.LatestPreferences)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, key);
            json.WritePropertyName("value"u8);
            json.WriteRawValue(preference.Value);
            WriteWrite(json, preference.Stamp.OpId, preference.Stamp.Hlc);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAdds(Utf8JsonWriter json, ImmutableArray<string> adds)
    {
        json.WriteStartArray("adds"u8);
        foreach (var opId in adds)
        {
            json.WriteStringValue(opId);
        }
        json.WriteEndArray();
    }

    private static void WriteWrite(Utf8JsonWriter json, string opId, HlcTimestamp hlc)
    {
        json.WriteString("op_id"u8, opId);
        json.WritePropertyName("hlc"u8);
        OperationWriter.WriteHlc(json, hlc);
    }
}
