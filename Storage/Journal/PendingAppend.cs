using System.Diagnostics;
using MediaGateway.Grains.Users;

namespace MediaGateway.Storage.Journal;

/// <summary>An append on its way into a batch, and the caller who waits for its outcome.</summary>
internal sealed class PendingAppend
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    /// <summary>About what an append holds beside its effects, so that many small ones count too.</summary>
    private const int BytesPerRecord = 256;

    private readonly TaskCompletionSource<AppendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stage = Waiting;

    public PendingAppend(UserAppend append)
    {
        Append = append;
        Bytes = (append.Entries.Count + append.Operations.Count + 1) * BytesPerRecord;
        for (var i = 0; i < append.Entries.Count; i++) Bytes += append.Entries[i].Effect.Length;
    }

    public UserAppend Append { get; }

    /// <summary>The trace that asked for it.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>About how much memory it holds.</summary>
    public int Bytes { get; }

    /// <summary>Completes with the outcome.</summary>
    public Task<AppendOutcome> Outcome => _outcome.Task;

    /// <summary>Takes it into a batch; false when its caller has withdrawn it.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _stage, Taken, Waiting) == Waiting;

    /// <summary>Gives it up before it is in a batch; afterwards only the outcome ends the wait.</summary>
    public void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _stage, Withdrawn, Waiting) == Waiting) _outcome.TrySetCanceled(cancellationToken);
    }

    public void Complete(AppendOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Fail(Exception exception) => _outcome.TrySetException(exception);
}
