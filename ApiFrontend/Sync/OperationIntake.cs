using System.Text.Json;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>Takes a device's batch in, from whichever way it came: reads each operation, has the well-formed ones applied, and answers for all.</summary>
internal sealed class OperationIntake(IClusterClient cluster, TimeProvider time)
{
    /// <summary>Applies <paramref name="operations"/>, 1 to <see cref="SyncLimits.MaxBatch"/> of them.</summary>
    public async Task<IntakeResult> SubmitAsync(string userId, string deviceId, IReadOnlyList<JsonElement> operations, CancellationToken cancellationToken)
    {
        var readings = operations.Select(OperationReader.Read).ToList();
        List<Operation> wellFormed = [.. readings.Select(reading => reading.Operation).OfType<Operation>()];
        var answer = await cluster.GetGrain<IUserGrain>(userId).ApplyAsync(deviceId, wellFormed, cancellationToken);
        if (answer is not { Outcome: CommitOutcome.Committed, Head: { } head })
            return new IntakeResult(answer.Outcome, null);

        using var results = answer.Results.GetEnumerator();
        List<OperationAnswer> answers = [];
        foreach (var reading in readings)
        {
            if (reading.Refusal is { } malformed)
                answers.Add(new OperationAnswer(reading.OpId, OperationStatus.Refused, malformed.Error, malformed.Message));
            else if (results.MoveNext())
                answers.Add(OperationAnswer.Of(results.Current));
        }

        return new IntakeResult(answer.Outcome, new SyncOpsResponse(answers, head.Seq, head.LogEpoch, answer.Hlc, time.GetUtcNow()));
    }
}

/// <summary>What became of a batch.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Response">The answer; null unless it is committed.</param>
internal sealed record IntakeResult(CommitOutcome Outcome, SyncOpsResponse? Response);
