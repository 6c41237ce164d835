namespace MediaGateway.Domain.Resilience;

/// <summary>When a call that failed is made again: three times at most, after 100, 200 and 400 ms, each times a random 0.5 to 1.5.</summary>
public static class RetrySchedule
{
    /// <summary>The most times that a call is made again.</summary>
    public const int MaxRetries = 3;

    private const double FirstMs = 100;
    private const double LeastJitter = 0.5;

    /// <summary>How long to wait.</summary>
    /// <param name="retry">Which retry it is, from 1 to <see cref="MaxRetries"/>.</param>
    /// <param name="random">A random number, from 0 up to 1.</param>
    public static TimeSpan DelayBefore(int retry, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retry, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(retry, MaxRetries);
        return TimeSpan.FromMilliseconds(FirstMs * (1 << (retry - 1)) * (LeastJitter + random));
    }
}
