using System.Collections.Immutable;
using System.Diagnostics;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>What one caller wants changed. It is committed as a whole, and its caller is answered after the commit.</summary>
/// <param name="deviceId">The device that sends it; null for the server's own.</param>
/// <param name="operations">The operations, in order.</param>
/// <param name="findCanonicalId">The canonical id of a content id; null where the catalogue knows none.</param>
internal sealed class PendingChange(string? deviceId, ImmutableArray<PendingOperation> operations, Func<string, string?> findCanonicalId)
{
    private readonly TaskCompletionSource<CommitOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The device that sends it; null for the server's own.</summary>
    public string? DeviceId { get; } = deviceId;

    /// <summary>The operations, in order.</summary>
    public ImmutableArray<PendingOperation> Operations { get; } = operations;

    /// <summary>The canonical id of a content id; null where the catalogue knows none.</summary>
    public Func<string, string?> FindCanonicalId { get; } = findCanonicalId;

    /// <summary>The trace that asked for it.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>The log as of the commit; null unless committed.</summary>
    public CommittedLog? After { get; private set; }

    /// <summary>Ends when it is known what became of it.</summary>
    public Task<CommitOutcome> Completion => _completion.Task;

    /// <summary>It is durable, as far as it was not refused.</summary>
    public void Complete(CommittedLog after)
    {
        After = after;
        _completion.TrySetResult(CommitOutcome.Committed);
    }

    /// <summary>It was not committed, or nobody knows.</summary>
    public void Fail(CommitOutcome outcome) => _completion.TrySetResult(outcome);

    /// <summary>Something happened that nobody expected.</summary>
    public void Fail(Exception failure) => _completion.TrySetException(failure);
}
