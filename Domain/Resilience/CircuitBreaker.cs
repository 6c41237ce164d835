namespace MediaGateway.Domain.Resilience;

/// <summary>When a circuit opens and closes.</summary>
/// <param name="FailuresToOpen">Failures in a row that open it.</param>
/// <param name="ProbesToClose">Good probes that close it; as many may be under way at once.</param>
/// <param name="OpenFor">How long it stays open before it is probed.</param>
[GenerateSerializer, Immutable, Alias("mg.circuit-rule")]
public sealed record CircuitRule(
    [property: Id(0)] int FailuresToOpen,
    [property: Id(1)] int ProbesToClose,
    [property: Id(2)] TimeSpan OpenFor)
{
    /// <summary>Five failures, three good probes, 30 s.</summary>
    public static CircuitRule Default { get; } = new(5, 3, TimeSpan.FromSeconds(30));
}

/// <summary>
/// Keeps calls away from a source that fails: closed, it lets all through; open, none; half open, a few probes, which decide.
/// A value: each step gives the next state. Times are milliseconds of a clock that never goes back.
/// </summary>
public readonly record struct CircuitBreaker
{
    private int Failures { get; init; }

    private int Admitted { get; init; }

    private int Succeeded { get; init; }

    private long OpenedAt { get; init; }

    private bool IsTripped { get; init; }

    /// <summary>The state to show.</summary>
    public CircuitState StateAt(CircuitRule rule, long now) =>
        !IsTripped ? CircuitState.Closed
        : WaitFor(rule, now) > 0 ? CircuitState.Open
        : CircuitState.HalfOpen;

    /// <summary>How long until a probe may go, in milliseconds; 0 where the circuit is not open.</summary>
    public long WaitFor(CircuitRule rule, long now) =>
        IsTripped ? Math.Max(0, OpenedAt + (long)rule.OpenFor.TotalMilliseconds - now) : 0;

    /// <summary>How long ago it opened, in milliseconds; null where it is closed.</summary>
    public long? OpenedAgo(long now) => IsTripped ? Math.Max(0, now - OpenedAt) : null;

    /// <summary>Asks for a call. False: it must not be made. A probe that never reports back is forgotten when the time to stay open has passed again.</summary>
    public bool TryAdmit(CircuitRule rule, long now, out CircuitBreaker next)
    {
        next = this;
        if (!IsTripped) return true;
        if (WaitFor(rule, now) > 0) return false;
        if (Admitted >= rule.ProbesToClose)
        {
            if (now - OpenedAt < 2 * (long)rule.OpenFor.TotalMilliseconds) return false;
            next = this with { Admitted = Succeeded, OpenedAt = now - (long)rule.OpenFor.TotalMilliseconds };
        }

        next = next with { Admitted = next.Admitted + 1 };
        return true;
    }

    /// <summary>A call went well.</summary>
    public CircuitBreaker Succeed(CircuitRule rule, long now)
    {
        if (!IsTripped) return default;
        // Of a call that was let through before the circuit opened: it says nothing of how things are now.
        if (WaitFor(rule, now) > 0 || Admitted == 0) return this;
        return Succeeded + 1 >= rule.ProbesToClose ? default : this with { Succeeded = Succeeded + 1 };
    }

    /// <summary>A call failed in a way that is the source's fault.</summary>
    public CircuitBreaker Fail(CircuitRule rule, long now)
    {
        if (IsTripped)
        {
            return WaitFor(rule, now) > 0 || Admitted == 0 ? this : Open(now);
        }

        return Failures + 1 >= rule.FailuresToOpen ? Open(now) : this with { Failures = Failures + 1 };
    }

    private static CircuitBreaker Open(long now) => new() { IsTripped = true, OpenedAt = now };
}

/// <summary>How a circuit stands.</summary>
[GenerateSerializer, Alias("mg.circuit-state")]
public enum CircuitState
{
    /// <summary>Calls go through.</summary>
    Closed,
    /// <summary>None does.</summary>
    Open,
    /// <summary>A few do, to see.</summary>
    HalfOpen,
}
