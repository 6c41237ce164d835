using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Sources;

/// <summary>
/// Makes a call to a source as it ought to be made: with a permit, again after what passes, with the next key after what
/// is the key's fault, and told of to the source's grain.
/// </summary>
internal sealed class SourceCaller(IGrainFactory grains, SourceTelemetry telemetry, TimeProvider time, RetryJitter jitter)
{
    // A key that must rest for so short a time is waited for; a longer rest is somebody else's turn.
    private static readonly TimeSpan ShortRest = TimeSpan.FromSeconds(1);

    // Who is too slow to use what it is given so often in a row leaves it to others.
    private const int MostLatePermits = 3;

    /// <summary>The reply, or why there is none.</summary>
    public async Task<CallEnd> CallAsync(ISource source, SourceAsk ask, CancellationToken cancellationToken)
    {
        var query = ask.Query;
        var grain = grains.GetGrain<ISourceGrain>(source.Terms.Id);
        var goodFor = PermitBook.GoodFor(source.Terms);
        var (retries, keysTried, late) = (0, 1, 0);
        SourceReply? last = null;
        while (true)
        {
            var asked = time.GetTimestamp();
            var permit = await grain.AcquireAsync(new PermitRequest(query.Operation, ask.Priority) { Platform = ask.Platform ?? query.Platform }, cancellationToken);
            if (permit.Key is not { } key)
            {
                if (permit.Refusal!.Reason is PermitRefusalReason.RateLimited && permit.Refusal.RetryAfter <= ShortRest && retries++ < RetrySchedule.MaxRetries)
                {
                    await Task.Delay(permit.Refusal.RetryAfter, time, cancellationToken);
                    continue;
                }

                telemetry.Refused(source.Terms.Id, permit.Refusal.Reason);
                // Where its failure has opened the circuit, that is what went wrong.
                return new CallEnd(last, last is null ? CallRules.ToFailure(permit.Refusal) : CallRules.ToFailure(last));
            }

            // Whoever stood still since would call in a window that others have filled by now.
            if (time.GetElapsedTime(asked) - permit.WrittenIn > goodFor)
            {
                if (++late == MostLatePermits) return new CallEnd(last, new SourceFailure(SourceFailureKind.Timeout, null));
                continue;
            }

            var reply = last = await AskAsync(source, query, key, cancellationToken);
            var again = CallRules.IsTransient(reply.Outcome) ? retries < RetrySchedule.MaxRetries
                : CallRules.IsOfKey(reply.Outcome) && keysTried++ < source.Keys.Count;
            await grain.ReportAsync(new CallReport(key, reply.Outcome, reply.RetryAfter, reply.UpstreamTime), cancellationToken);
            if (!again)
            {
                return reply.Outcome is SourceOutcome.Answered or SourceOutcome.NotFound
                    ? new CallEnd(reply, null)
                    : new CallEnd(reply, CallRules.ToFailure(reply));
            }

            if (CallRules.IsTransient(reply.Outcome)) await Task.Delay(RetrySchedule.DelayBefore(++retries, jitter.Next()), time, cancellationToken);
        }
    }

    private async Task<SourceReply> AskAsync(ISource source, SourceQuery query, string key, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var reply = await source.AskAsync(query, key, cancellationToken);
        telemetry.Called(source.Terms.Id, query.Operation, reply, time.GetElapsedTime(started));
        return reply;
    }
}

/// <summary>How a call ended, with its retries.</summary>
/// <param name="Reply">The last reply; null where none was sent.</param>
/// <param name="Failure">Why there is no answer; null where there is one.</param>
internal sealed record CallEnd(SourceReply? Reply, SourceFailure? Failure);

/// <summary>Where the randomness of retries comes from.</summary>
/// <param name="Next">A number from 0 up to 1.</param>
public sealed record RetryJitter(Func<double> Next);
