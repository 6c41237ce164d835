namespace MediaGateway.Replay.Demo;

/// <summary>What goes wrong in a demonstration, and when: one platform is down for a minute of every three, another slow now and then.</summary>
public static class DemoSchedule
{
    /// <summary>The platform that goes down.</summary>
    public const string Failing = "hulu_direct";

    /// <summary>The platform that is slow now and then.</summary>
    public const string Slow = "disney_plus_direct";

    private static readonly Turn FailingTurn = new(Failing, new Failure(FailureMode.Unavailable), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));

    private static readonly Turn SlowTurn = new(
        Slow, new Failure(FailureMode.Slow) { Delay = TimeSpan.FromSeconds(2.5) }, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(45));

    /// <summary>How each of the two is at a time.</summary>
    /// <param name="elapsed">How long the demonstration has run.</param>
    public static IReadOnlyDictionary<string, Failure> At(TimeSpan elapsed) =>
        new[] { FailingTurn, SlowTurn }.ToDictionary(turn => turn.Source, turn => turn.At(elapsed), StringComparer.Ordinal);

    private sealed record Turn(string Source, Failure Failure, TimeSpan Every, TimeSpan From, TimeSpan To)
    {
        public Failure At(TimeSpan elapsed)
        {
            var place = TimeSpan.FromTicks(elapsed.Ticks % Every.Ticks);
            return place >= From && place < To ? Failure : Failure.None;
        }
    }
}
