using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Simulation;

/// <summary>What a device asks of its user, whichever way it takes.</summary>
internal interface IUserContact
{
    /// <summary>Has operations applied.</summary>
    Task<ApplyAnswer> ApplyAsync(string deviceId, IReadOnlyList<Operation> operations);

    /// <summary>Reads what was missed.</summary>
    Task<SyncState> ReadStateAsync(SyncStateQuery query);

    /// <summary>Reads a part of the history, after the part whose <see cref="HistoryPart.Next"/> is given; null when it cannot be read now.</summary>
    Task<HistoryPart?> ReadPlaysAsync(string? after, int limit);

    /// <summary>Says up to where a device has everything.</summary>
    Task AcknowledgeAsync(string deviceId, long seq);
}

/// <summary>A part of the history.</summary>
/// <param name="Plays">The plays and how they are shown.</param>
/// <param name="Next">What the next part is asked for with; null at the end.</param>
/// <param name="Seq">The number of the log entry up to which the history counts.</param>
internal sealed record HistoryPart(IReadOnlyList<(string PlayId, string Text)> Plays, string? Next, long Seq);
