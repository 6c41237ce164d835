using MediaGateway.Tests.Simulation;

namespace MediaGateway.Tests.Cluster.Sync;

/// <summary>Real time, in which people do in a second what they do in <see cref="Pace"/> elsewhere, and chance from a seed.</summary>
internal sealed class RealSurroundings(int seed) : ISurroundings
{
    /// <summary>How many times as fast as life everything goes that people do.</summary>
    public const double Pace = 20;

    /// <inheritdoc/>
    public TimeProvider Time => TimeProvider.System;

    /// <inheritdoc/>
    public Random Random { get; } = new SharedRandom(seed);

    /// <inheritdoc/>
    public Task DelayAsync(double leastSeconds, double mostSeconds) =>
        Task.Delay(TimeSpan.FromSeconds((leastSeconds + ((mostSeconds - leastSeconds) * Random.NextDouble())) / Pace), Time);

    /// <summary>A device's requests are under way beside each other, and chance decides for each.</summary>
    private sealed class SharedRandom(int seed) : Random(seed)
    {
        private readonly Lock _gate = new();

        public override int Next(int maxValue)
        {
            lock (_gate) return base.Next(maxValue);
        }

        public override int Next(int minValue, int maxValue)
        {
            lock (_gate) return base.Next(minValue, maxValue);
        }

        public override double NextDouble()
        {
            lock (_gate) return base.NextDouble();
        }
    }
}
