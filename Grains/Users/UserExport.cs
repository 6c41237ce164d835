using System.Text.Json;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Grains.Users;

/// <summary>Writes everything that is held of a user here, for the user to take away.</summary>
internal static class UserExport
{
    /// <summary>Writes one object: the list and what was removed from it, positions, ratings, preferences, plays, and the devices.</summary>
    public static void Write(Utf8JsonWriter writer, CommittedLog committed, IReadOnlyDictionary<string, RegisteredDevice> devices)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq", committed.Head.Seq);
        writer.WriteString("log_epoch", committed.Head.LogEpoch);
        writer.WritePropertyName("state");
        SnapshotJson.Write(writer, committed.State, playsCursor: null);
        writer.WriteStartArray("plays");
        foreach (var play in committed.State.Plays)
        {
            writer.WriteStartObject();
            writer.WriteString("play_id", play.PlayId);
            writer.WriteString("content_id", play.ContentId);
            writer.WriteString("watched_at", play.WatchedAt.UtcDateTime);
            writer.WriteBoolean("completed", play.Completed);
            if (play.PositionMs is { } position)
                writer.WriteNumber("position_ms", position);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("devices");
        foreach (var (deviceId, device) in devices)
        {
            writer.WriteStartObject();
            writer.WriteString("device_id", deviceId);
            writer.WriteString("registered_at", device.AttachedAt.UtcDateTime);
            writer.WriteString("active_at", device.ActiveAt.UtcDateTime);
            writer.WriteNumber("acknowledged_seq", device.AcknowledgedSeq);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
