namespace MediaGateway.Domain.Resilience;

/// <summary>
/// Paces calls: so many at once, and then at an even rate. It begins full. Times are milliseconds of a clock that never goes
/// back; one that does is taken to stand still.
/// </summary>
/// <param name="Capacity">How many calls may go at once; at least 1.</param>
/// <param name="PerSecond">How many come back each second; more than 0.</param>
/// <param name="Tokens">How many there were at <paramref name="At"/>.</param>
/// <param name="At">When that was.</param>
public readonly record struct TokenBucket(double Capacity, double PerSecond, double Tokens, long At)
{
    private const double Second = 1000;

    // Sums of fractions are never exactly whole.
    private const double Hair = 1e-9;

    /// <summary>A full one.</summary>
    public static TokenBucket Full(int capacity, double perSecond, long now) => new(capacity, perSecond, capacity, now);

    /// <summary>How many calls may go now.</summary>
    public int Available(long now) => (int)(TokensAt(now) + Hair);

    /// <summary>The bucket after so many calls, which <see cref="Available"/> has allowed.</summary>
    public TokenBucket Take(int calls, long now) => this with { Tokens = TokensAt(now) - calls, At = Math.Max(At, now) };

    /// <summary>The bucket with calls given back that were not made.</summary>
    public TokenBucket Return(int calls) => this with { Tokens = Math.Min(Capacity, Tokens + calls) };

    /// <summary>How long until a call may go, in milliseconds; 0 when one may now.</summary>
    public long WaitFor(long now) =>
        TokensAt(now) is var tokens && tokens + Hair >= 1 ? 0 : (long)Math.Ceiling((1 - tokens) / PerSecond * Second);

    private double TokensAt(long now) => Math.Min(Capacity, Tokens + (Math.Max(0, now - At) / Second * PerSecond));
}
