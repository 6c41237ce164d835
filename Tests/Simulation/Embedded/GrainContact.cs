using System.Text.Json;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Simulation;

/// <summary>A user's grain as devices see it.</summary>
internal sealed class GrainContact(IUserGrain user) : IUserContact
{
    public Task<ApplyAnswer> ApplyAsync(string deviceId, IReadOnlyList<Operation> operations) => user.ApplyAsync(deviceId, operations, CancellationToken.None);

    public Task<SyncState> ReadStateAsync(SyncStateQuery query) => user.ReadStateAsync(query, CancellationToken.None);

    public async Task<HistoryPart?> ReadPlaysAsync(string? after, int limit)
    {
        var cursor = after is null ? null : JsonSerializer.Deserialize<PlayCursor>(after);
        return await user.ReadPlaysAsync(cursor, limit, CancellationToken.None) is { } page
            ? new HistoryPart(
                [.. page.Plays.Select(play => (play.PlayId, Replica.PlayText(play.ContentId, play.Completed)))],
                page.Next is null ? null : JsonSerializer.Serialize(page.Next),
                page.Seq)
            : null;
    }

    public Task AcknowledgeAsync(string deviceId, long seq) => user.AcknowledgeAsync(deviceId, seq, CancellationToken.None);
}
