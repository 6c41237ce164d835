using MediaGateway.Grains.Interfaces;

namespace MediaGateway.Storage.Connections;

/// <summary>
/// Knows whether the database answers, so that callers of one that is down hear so at once instead of waiting for a
/// connection each. Whoever meets a broken connection closes the gate; only <see cref="DatabaseWatch"/> opens it.
/// Safe for use by many threads.
/// </summary>
public sealed class DatabaseGate
{
    private readonly Lock _sync = new();
    private TaskCompletionSource _opened = NewSignal();
    private TaskCompletionSource _closed = NewSignal();

    /// <summary>Whether the database can be used now.</summary>
    public DatabaseState State { get; private set; } = DatabaseState.Starting;

    /// <summary>How often the gate was opened; connections from before the last opening may be broken.</summary>
    internal int Openings { get; private set; }

    /// <summary>Returns when the database can be used.</summary>
    /// <exception cref="StorageUnavailableException">It cannot.</exception>
    public void ThrowIfClosed()
    {
        if (State != DatabaseState.Ready) throw new StorageUnavailableException("The database is not available at the moment.");
    }

    /// <summary>Completes when the database can be used.</summary>
    public Task WaitUntilOpenAsync(CancellationToken cancellationToken)
    {
        lock (_sync) return (State == DatabaseState.Ready ? Task.CompletedTask : _opened.Task).WaitAsync(cancellationToken);
    }

    /// <summary>Completes when somebody found that the database does not answer.</summary>
    internal Task WaitUntilClosedAsync(CancellationToken cancellationToken)
    {
        lock (_sync) return (State != DatabaseState.Ready ? Task.CompletedTask : _closed.Task).WaitAsync(cancellationToken);
    }

    /// <summary>The database answers and is prepared.</summary>
    internal void Open()
    {
        lock (_sync)
        {
            if (State == DatabaseState.Ready) return;
            Openings++;
            State = DatabaseState.Ready;
            _closed = NewSignal();
            _opened.TrySetResult();
        }
    }

    /// <summary>The database does not answer.</summary>
    internal void Close(DatabaseState state = DatabaseState.Unavailable)
    {
        lock (_sync)
        {
            if (State != DatabaseState.Ready)
            {
                if (state == DatabaseState.Refused) State = state;
                return;
            }
            State = state;
            _opened = NewSignal();
            _closed.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
