using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Platforms;

/// <summary>
/// Asks sources one after the other until one has a fresh answer: the next as soon as one has failed, or beside it when it
/// has taken half of the time that is left. When the time is up, the best of what there is counts: an answer of earlier, else why
/// the first source gave none.
/// </summary>
/// <param name="chain">The sources, the first to be asked first; at least one.</param>
/// <param name="time">Measures.</param>
/// <param name="budget">How long all of it may take.</param>
/// <param name="ask">Asks a source, within a time.</param>
internal sealed class ChainRace(IReadOnlyList<string> chain, TimeProvider time, TimeSpan budget, Func<string, TimeSpan, CancellationToken, Task<SourceAnswer>> ask)
{
    private readonly List<(string Source, Task<SourceAnswer> Answer)> _running = [];
    private readonly List<(string Source, SourceAnswer Answer)> _failed = [];
    private readonly long _started = time.GetTimestamp();
    private int _next;

    private TimeSpan Left => budget - time.GetElapsedTime(_started);

    /// <summary>The source that counts, and its answer. Nobody waits for the others any more; what they answer is kept for who asks next.</summary>
    public async Task<(string Source, SourceAnswer Answer)> RunAsync(CancellationToken cancellationToken)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await DecideAsync(decided.Token);
        }
        finally
        {
            await decided.CancelAsync();
        }
    }

    private async Task<(string Source, SourceAnswer Answer)> DecideAsync(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        while (_running.Count > 0)
        {
            await WaitAsync(cancellationToken);
            foreach (var (source, asked) in _running.Where(running => running.Answer.IsCompleted).ToList())
            {
                _running.RemoveAll(running => running.Answer == asked);
                var answer = await asked;
                if (answer.Failure is null) return (source, answer);
                _failed.Add((source, answer));
            }

            if (_running.Count == 0) Start(cancellationToken);
        }

        return _failed.FirstOrDefault(failed => failed.Answer.HasAnswer) is { Answer: not null } stale ? stale : _failed[0];
    }

    private void Start(CancellationToken cancellationToken)
    {
        if (_next == chain.Count || (_next > 0 && Left <= TimeSpan.Zero)) return;
        var source = chain[_next++];
        _running.Add((source, ask(source, Left, cancellationToken)));
    }

    /// <summary>Until one has answered; where another could be asked, only so long that it still has a chance.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var any = Task.WhenAny(_running.Select(running => running.Answer));
        if (_next == chain.Count)
        {
            await any;
            return;
        }

        using var answered = new CancellationTokenSource();
        var hedge = Task.Delay(Left > TimeSpan.Zero ? Left / 2 : TimeSpan.Zero, time, answered.Token);
        if (await Task.WhenAny(any, hedge) == hedge) Start(cancellationToken);
        await answered.CancelAsync();
    }
}
