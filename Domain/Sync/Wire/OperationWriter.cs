using System.Text.Json;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>Writes operations as clients know them, the fields always in the same order.</summary>
public static class OperationWriter
{
    /// <summary>Writes one operation as an object.</summary>
    public static void Write(Utf8JsonWriter writer, Operation operation)
    {
        writer.WriteStartObject();
        WriteFields(writer, operation);
        writer.WriteEndObject();
    }

    /// <summary>Writes a stamp as <c>{physical, logical, node_id}</c>.</summary>
    public static void WriteHlc(Utf8JsonWriter writer, HlcTimestamp hlc)
    {
        writer.WriteStartObject();
        writer.WriteNumber("physical"u8, hlc.Physical);
        writer.WriteNumber("logical"u8, hlc.Logical);
        writer.WriteString("node_id"u8, hlc.NodeId);
        writer.WriteEndObject();
    }

    /// <summary>Writes the fields of an operation into the object that is open.</summary>
    internal static void WriteFields(Utf8JsonWriter writer, Operation operation)
    {
        writer.WriteString("op_id"u8, operation.OpId);
        writer.WritePropertyName("hlc"u8);
        WriteHlc(writer, operation.Hlc);
        WriteContent(writer, operation);
    }

    /// <summary>Writes what the operation says, without its id and stamp.</summary>
    internal static void WriteContent(Utf8JsonWriter writer, Operation operation)
    {
        writer.WriteString("type"u8, operation.Type);
        switch (operation)
        {
            case WatchlistAdd add:
                writer.WriteString("content_id"u8, add.ContentId);
                writer.WriteString("source"u8, add.Source.ToWire());
                WritePlacement(writer, add.Placement);
                break;
            case WatchlistRemove remove:
                writer.WriteString("content_id"u8, remove.ContentId);
                WriteObserved(writer, remove);
                break;
            case WatchlistMove move:
                writer.WriteString("content_id"u8, move.ContentId);
                WritePlacement(writer, move.Placement);
                break;
            case PositionSet position:
                writer.WriteString("content_id"u8, position.ContentId);
                writer.WriteNumber("position_ms"u8, position.PositionMs);
                WriteNumberUnlessNull(writer, "duration_ms"u8, position.DurationMs);
                break;
            case PlayAdd play:
                writer.WriteString("play_id"u8, play.PlayId);
                writer.WriteString("content_id"u8, play.ContentId);
                writer.WriteString("watched_at"u8, play.WatchedAt.UtcDateTime);
                writer.WriteBoolean("completed"u8, play.Completed);
                WriteNumberUnlessNull(writer, "position_ms"u8, play.PositionMs);
                break;
            case PlayRemove play:
                writer.WriteString("play_id"u8, play.PlayId);
                break;
            case RatingSet rating:
                writer.WriteString("content_id"u8, rating.ContentId);
                WriteRating(writer, rating.RatingTenths);
                break;
            case PreferenceSet preference:
                writer.WriteString("key"u8, preference.Key);
                writer.WritePropertyName("value"u8);
                writer.WriteRawValue(preference.ValueJson);
                break;
            case ContentAlias alias:
                writer.WriteString("from"u8, alias.From);
                writer.WriteString("to"u8, alias.To);
                if (alias.Retracted)
                {
                    writer.WriteBoolean("retracted"u8, true);
                }
                break;
            default:
                throw new ArgumentException($"{operation.GetType()} is not an operation of the wire", nameof(operation));
        }
    }

    /// <summary>Writes a rating in tenths as a number from 0 to 5, or null.</summary>
    internal static void WriteRating(Utf8JsonWriter writer, int? tenths)
    {
        if (tenths is { } value)
        {
            writer.WriteNumber("rating"u8, value / 10m);
        }
        else
        {
            writer.WriteNull("rating"u8);
        }
    }

    /// <summary>Writes a number, or nothing.</summary>
    internal static void WriteNumberUnlessNull(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void WritePlacement(Utf8JsonWriter writer, Placement placement)
    {
        if (placement.Kind != PlacementKind.Unstated)
        {
            // Null is written, and means first.
            writer.WriteString("after"u8, placement.Anchor);
        }
    }

    private static void WriteObserved(Utf8JsonWriter writer, WatchlistRemove remove)
    {
        if (remove.Observed is not { } observed)
        {
            return;
        }
        writer.WriteStartArray("observed"u8);
        foreach (var opId in observed)
        {
            writer.WriteStringValue(opId);
        }
        writer.WriteEndArray();
    }
}
