namespace MediaGateway.Tests.Simulation;

/// <summary>What a device lives in: time that passes, and chance.</summary>
internal interface ISurroundings
{
    /// <summary>The true time.</summary>
    TimeProvider Time { get; }

    /// <summary>Decides everything that is left to chance.</summary>
    Random Random { get; }

    /// <summary>Waits for a while of chance.</summary>
    Task DelayAsync(double leastSeconds, double mostSeconds);
}

/// <summary>What is asked of chance.</summary>
internal static class Chances
{
    /// <summary>Whether something of this probability happens.</summary>
    public static bool Chance(this ISurroundings world, double probability) => world.Random.NextDouble() < probability;

    /// <summary>One of several.</summary>
    public static T OneOf<T>(this ISurroundings world, IReadOnlyList<T> items) => items[world.Random.Next(items.Count)];
}

/// <summary>The time as a clock sees it that goes wrong.</summary>
internal sealed class SkewedTime(TimeProvider time, Func<TimeSpan> skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + skew();
}
