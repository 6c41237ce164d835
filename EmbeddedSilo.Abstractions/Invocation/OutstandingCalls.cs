namespace EmbeddedSilo.Invocation;

/// <summary>
/// The calls whose callers wait for an answer: for time-outs, and to know when a stopping silo has finished. Kept in
/// several lists, each in the order of sending, so that threads seldom meet at a lock and a sweep looks only at the oldest.
/// </summary>
internal sealed class OutstandingCalls(TimeProvider time, TimeSpan defaultTimeout)
{
    private readonly Lane[] _lanes = MakeLanes();
    private readonly long _defaultTicks = (long)(defaultTimeout.TotalSeconds * time.TimestampFrequency);

    private TaskCompletionSource? _emptied;
    private long _timedOut;

    /// <summary>How many calls were not answered in time.</summary>
    public long TimedOut => Interlocked.Read(ref _timedOut);

    public int Count => _lanes.Sum(static lane => lane.Count);

    /// <summary>Completes when no call waits any more; to be asked once no new calls are let in from outside.</summary>
    public Task WhenEmptyAsync()
    {
        var emptied = Interlocked.CompareExchange(ref _emptied, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _emptied!;
        CompleteWhenEmpty();
        return emptied.Task;
    }

    public void Add(GrainCall call)
    {
        call.Outstanding = this;
        ref var links = ref call.Links;
        links.Lane = (byte)(Environment.CurrentManagedThreadId & (_lanes.Length - 1));
        links.Deadline = time.GetTimestamp() + _defaultTicks;
        if (call.Method.ResponseTimeout is { } own)
        {
            // Rare enough to afford a timer of its own, and the lanes stay in order of their deadlines.
            links.Deadline = long.MaxValue;
            links.Timer = time.CreateTimer(static state => ((GrainCall)state!).Outstanding!.Expire((GrainCall)state!), call, own, Timeout.InfiniteTimeSpan);
        }

        _lanes[links.Lane].Add(call);
    }

    public void Remove(GrainCall call)
    {
        call.Links.Timer?.Dispose();
        _lanes[call.Links.Lane].Remove(call);
        CompleteWhenEmpty();
    }

    /// <summary>Answers the calls that waited too long.</summary>
    public void Sweep()
    {
        var now = time.GetTimestamp();
        foreach (var lane in _lanes)
        {
            while (lane.FindExpired(now) is { } expired)
            {
                Expire(expired);
            }
        }
    }

    /// <summary>Answers all calls that still wait.</summary>
    public void FailAll(Func<GrainCall, Exception> makeException)
    {
        foreach (var lane in _lanes)
        {
            while (lane.FindExpired(long.MaxValue) is { } call)
            {
                if (!call.TryFail(makeException(call)))
                {
                    lane.Remove(call);
                }
            }
        }
    }

    private void Expire(GrainCall call)
    {
        if (call.TryFail(new TimeoutException($"No answer to {call} within the time-out. The call may still run, or never.")))
        {
            Interlocked.Increment(ref _timedOut);
        }
        else
        {
            call.Outstanding?.Remove(call);
        }
    }

    private void CompleteWhenEmpty()
    {
        if (Volatile.Read(ref _emptied) is { } emptied && Count == 0)
        {
            emptied.TrySetResult();
        }
    }

    private static Lane[] MakeLanes()
    {
        var lanes = new Lane[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount * 2, 2, 128))];
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = new Lane();
        }

        return lanes;
    }

    private sealed class Lane
    {
        private readonly Lock _lock = new();
        private GrainCall? _oldest;
        private GrainCall? _newest;

        public int Count { get; private set; }

        public void Add(GrainCall call)
        {
            lock (_lock)
            {
                ref var links = ref call.Links;
                links.IsListed = true;
                links.Older = _newest;
                if (_newest is null)
                {
                    _oldest = call;
                }
                else
                {
                    _newest.Links.Newer = call;
                }

                _newest = call;
                Count++;
            }
        }

        public void Remove(GrainCall call)
        {
            lock (_lock)
            {
                ref var links = ref call.Links;
                if (!links.IsListed)
                {
                    return;
                }

                links.IsListed = false;
                if (links.Older is null)
                {
                    _oldest = links.Newer;
                }
                else
                {
                    links.Older.Links.Newer = links.Newer;
                }

                if (links.Newer is null)
                {
                    _newest = links.Older;
                }
                else
                {
                    links.Newer.Links.Older = links.Older;
                }

                links.Older = links.Newer = null;
                Count--;
            }
        }

        /// <summary>The oldest call whose deadline is over. Calls with a deadline of their own have none here.</summary>
        public GrainCall? FindExpired(long now)
        {
            lock (_lock)
            {
                var call = _oldest;
                while (call is not null && call.Links.Deadline == long.MaxValue && now != long.MaxValue)
                {
                    call = call.Links.Newer;
                }

                return call is not null && call.Links.Deadline <= now ? call : null;
            }
        }
    }
}

/// <summary>A call's place among the outstanding ones; guarded by the lock of its lane.</summary>
internal struct OutstandingLinks
{
    public GrainCall? Older;
    public GrainCall? Newer;
    public ITimer? Timer;
    public long Deadline;
    public byte Lane;
    public bool IsListed;
}
