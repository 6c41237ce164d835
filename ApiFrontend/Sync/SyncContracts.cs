using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>A device's batch.</summary>
/// <param name="DeviceId">The device that sends it.</param>
/// <param name="Ops">1 to 500 operations; each is read, and answered, by itself.</param>
public sealed record SyncOpsRequest([property: Required, StringLength(SyncLimits.MaxIdLength, MinimumLength = 1)] string? DeviceId, [property: Required] IReadOnlyList<JsonElement>? Ops);

/// <summary>The answer to a batch.</summary>
/// <param name="Results">One for each operation, in their order.</param>
/// <param name="Seq">Where the log ends.</param>
/// <param name="LogEpoch">Which log.</param>
/// <param name="Hlc">The user's clock.</param>
/// <param name="ServerTime">The server's time, by which the device sets its offset.</param>
public sealed record SyncOpsResponse(IReadOnlyList<OperationAnswer> Results, long Seq, string LogEpoch, HlcTimestamp Hlc, DateTimeOffset ServerTime);

/// <summary>The answer to one operation.</summary>
/// <param name="OpId">Which; null where the id itself could not be read.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Error">The code of the refusal.</param>
/// <param name="Message">The refusal in words.</param>
public sealed record OperationAnswer(string? OpId, OperationStatus Status, string? Error, string? Message)
{
    /// <summary>The answer for what the user grain says.</summary>
    public static OperationAnswer Of(OperationResult result) =>
        new(result.OpId, result.Status, result.Refusal?.Error, result.Refusal?.Message);
}

/// <summary>What a device missed: either <paramref name="Ops"/> or <paramref name="Snapshot"/>.</summary>
/// <param name="Ops">The operations, in order.</param>
/// <param name="Snapshot">The whole state.</param>
/// <param name="Seq">Up to where the device has everything once it has this.</param>
/// <param name="LogEpoch">Which log.</param>
/// <param name="More">Whether there is more.</param>
/// <param name="ServerTime">The server's time.</param>
public sealed record SyncStateResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Effect>? Ops,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StateDocument? Snapshot,
    long Seq,
    string LogEpoch,
    bool More,
    DateTimeOffset ServerTime);

/// <summary>A document that is passed on as it is.</summary>
/// <param name="Utf8Json">One JSON value in UTF-8.</param>
[JsonConverter(typeof(StateDocumentConverter))]
public sealed record StateDocument(ReadOnlyMemory<byte> Utf8Json);

/// <summary>How far a device has read.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Seq">It has everything up to and including this.</param>
public sealed record SyncAckRequest([property: Required, StringLength(SyncLimits.MaxIdLength, MinimumLength = 1)] string? DeviceId, [property: Required, Range(0, double.MaxValue)] long? Seq);
