using System.Buffers;
using System.Text.Json;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>
/// The whole state of a user as one JSON document, for the journal's snapshots. Equal states give equal bytes.
/// </summary>
/// <remarks>
/// Version 1. Rows are arrays, since there are thousands of them; what their places mean is said once, in
/// <see cref="Encode"/>. Stamps are written as text (<see cref="HlcTimestamp.ToString"/>). The reader of a version stays
/// when a new one comes.
/// </remarks>
public static class StateJson
{
    /// <summary>The version that is written.</summary>
    public const int Version = 1;

    /// <summary>The state as JSON in UTF-8.</summary>
    public static byte[] Encode(UserState state)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, Version);
            json.WriteNumber("seq"u8, state.Seq);
            WriteTable(json, "entries", state.Entries, WriteEntry);
            WriteTable(json, "cancelled", state.Cancelled, static (json, _, cancellation) =>
            {
                // add, then the remove: stamp, operation, number in the log
                WriteStamp(json, cancellation.Stamp);
                json.WriteNumberValue(cancellation.Seq);
            });
            WriteTable(json, "positions", state.PositionWrites, static (json, _, position) =>
            {
                // title, stamp, operation, device, position, duration
                WriteWritten(json, position);
                json.WriteNumberValue(position.Value.PositionMs);
                WriteNumberOrNull(json, position.Value.DurationMs);
            });
            WriteTable(json, "ratings", state.RatingWrites, static (json, _, rating) =>
            {
                // title, stamp, operation, device, tenths
                WriteWritten(json, rating);
                WriteNumberOrNull(json, rating.Value);
            });
            WriteTable(json, "preferences", state.PreferenceWrites, static (json, _, preference) =>
            {
                // name, stamp, operation, device, value as JSON in a text
                WriteWritten(json, preference);
                json.WriteStringValue(preference.Value);
            });
            WriteTable(json, "plays", state.PlayEntries, WritePlay);
            WriteAliases(json, state);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">It is not that, or of a version that is not known.</exception>
    public static UserState Decode(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return new StateReader(document.RootElement).Read();
    }

    private static void WriteEntry(Utf8JsonWriter json, string contentId, WatchlistEntry entry)
    {
        // title, when it went, place (key, stamp, operation) or null, then for each add: operation, stamp, source
        json.WriteNumberValue(entry.GoneAtMs);
        if (entry.Place is { } place)
        {
            json.WriteStringValue(place.Key);
            WriteStamp(json, place.Stamp);
        }
        else
        {
            json.WriteNullValue();
        }
        foreach (var add in entry.Adds.OrderBy(add => add.OpId, StringComparer.Ordinal))
        {
            json.WriteStringValue(add.OpId);
            json.WriteStringValue(add.Hlc.ToString());
            json.WriteNumberValue((int)add.Source);
        }
    }

    private static void WritePlay(Utf8JsonWriter json, string playId, PlayEntry play)
    {
        // play, removal (stamp, operation) or null, then for a record: stamp, operation, device, title, Unix ms, completed, position
        if (play.Removal is { } removal)
        {
            WriteStamp(json, removal);
        }
        else
        {
            json.WriteNullValue();
        }
        if (play.Record is { } record)
        {
            WriteWritten(json, record);
            json.WriteStringValue(record.Value.ContentId);
            json.WriteNumberValue(record.Value.WatchedAt.ToUnixTimeMilliseconds());
            json.WriteBooleanValue(record.Value.Completed);
            WriteNumberOrNull(json, record.Value.PositionMs);
        }
    }

    private static void WriteAliases(Utf8JsonWriter json, UserState state)
    {
        json.WriteStartArray("aliases"u8);
        foreach (var link in state.Aliases.Links)
        {
            // one id, the other, stamp, operation, device, retracted
            json.WriteStartArray();
            json.WriteStringValue(link.Value.From);
            json.WriteStringValue(link.Value.To);
            WriteWritten(json, link);
            json.WriteBooleanValue(link.Value.Retracted);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteTable<T>(Utf8JsonWriter json, string name, PersistentMap<T> rows, Action<Utf8JsonWriter, string, T> write)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in rows.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray();
            json.WriteStringValue(key);
            write(json, key, value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteWritten<T>(Utf8JsonWriter json, Written<T> written)
    {
        WriteStamp(json, written.Stamp);
        json.WriteStringValue(written.DeviceId);
    }

    private static void WriteStamp(Utf8JsonWriter json, Stamp stamp)
    {
        json.WriteStringValue(stamp.Hlc.ToString());
        json.WriteStringValue(stamp.OpId);
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
