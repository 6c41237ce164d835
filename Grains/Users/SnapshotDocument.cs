using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Grains.Users;

/// <summary>What the journal keeps as a snapshot: the state, what was decided lately, and up to where the log was compacted with it.</summary>
internal static class SnapshotDocument
{
    private const string CompactedThrough = "compacted_through";
    private const string Merges = "merges";
    private const string State = "state";

    /// <summary>Writes one.</summary>
    public static byte[] Write(UserState state, RecentMerges merges, long compactedThrough)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber(CompactedThrough, compactedThrough);
            writer.WritePropertyName(Merges);
            MergesJson.Write(writer, merges);
            writer.WritePropertyName(State);
            writer.WriteRawValue(StateJson.Encode(state), skipInputValidation: true);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads one; the state before anything happened when there is none.</summary>
    public static (UserState State, RecentMerges Merges, long CompactedThrough) Read(UserSnapshot? snapshot)
    {
        if (snapshot is null)
            return (UserState.Empty, RecentMerges.None, 0);
        using var document = JsonDocument.Parse(snapshot.Document);
        var root = document.RootElement;
        return (
            StateJson.Decode(JsonMarshal.GetRawUtf8Value(root.GetProperty(State)).ToArray()),
            root.TryGetProperty(Merges, out var merges) ? MergesJson.Read(merges) : RecentMerges.None,
            root.GetProperty(CompactedThrough).GetInt64());
    }
}
