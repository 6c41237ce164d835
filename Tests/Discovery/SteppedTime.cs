using System.Threading.Channels;

namespace MediaGateway.Tests.Discovery;

/// <summary>A clock whose timers fire when the test says so, and that tells which waits were asked for.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly Channel<Wait> _waits = Channel.CreateUnbounded<Wait>();

    /// <summary>The next wait that somebody asks for, as soon as it is asked for.</summary>
    public async Task<Wait> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _waits.Reader.ReadAsync(patience.Token);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(dueTime, () => callback(state));
        _waits.Writer.TryWrite(wait);
        return wait;
    }

    /// <summary>One wait.</summary>
    internal sealed class Wait(TimeSpan length, Action end) : ITimer
    {
        public TimeSpan Length { get; } = length;

        /// <summary>Lets it be over.</summary>
        public void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
