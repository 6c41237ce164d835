using MediaGateway.Replay.Apis;

namespace MediaGateway.Replay.Serving;

/// <summary>One source as it runs: its API, how it fails at present, and what it was sent.</summary>
/// <param name="api">The API.</param>
internal sealed class ReplayedSource(IReplayedApi api)
{
    // A server that runs for days must not fill the memory with what it was asked.
    private const int MostKept = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<ReplayedRequest> _requests = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private Failure _failure = Failure.None;
    private int _count;
    private int _begun;

    /// <summary>The API.</summary>
    public IReplayedApi Api { get; } = api;

    /// <summary>How it fails at present, with what is left of the count.</summary>
    public Failure Failure
    {
        get
        {
            lock (_gate) return _failure;
        }
        set
        {
            lock (_gate) _failure = value;
        }
    }

    /// <summary>How many requests came.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>The latest requests, the oldest first.</summary>
    public IReadOnlyList<ReplayedRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>Notes a request, and says how it is to fail.</summary>
    public Failure Receive(ReplayedRequest request)
    {
        lock (_gate)
        {
            _count++;
            if (_requests.Count == MostKept) _requests.Dequeue();
            _requests.Enqueue(request);
            var due = _failure;
            if (due.Count is { } left) _failure = left > 1 ? due with { Count = left - 1 } : Failure.None;
            return due;
        }
    }

    /// <summary>Tells those who wait that the answer to a request has begun, or that its delay has.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _begun++;
            foreach (var (_, reached) in _waiting.Where(wait => wait.Count <= _begun)) reached.TrySetResult();
            _waiting.RemoveAll(wait => wait.Count <= _begun);
        }
    }

    /// <summary>Ends when so many requests have come and are being answered.</summary>
    public Task BegunAsync(int count)
    {
        lock (_gate)
        {
            if (_begun >= count) return Task.CompletedTask;
            // Who waits goes on on a thread of its own, not inside the lock.
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }
}
