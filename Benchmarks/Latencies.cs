namespace MediaGateway.Benchmarks;

/// <summary>How often something was done in a span of time, and how long each took.</summary>
internal sealed class Latencies(IEnumerable<double> milliseconds, TimeSpan span)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public int Count => _sorted.Length;

    public double PerSecond => _sorted.Length / span.TotalSeconds;

    public double P50 => Percentile(0.50);

    public double P95 => Percentile(0.95);

    public double P99 => Percentile(0.99);

    public double Longest => Percentile(1);

    /// <summary>The time that this share of all took at most, in milliseconds.</summary>
    public double Percentile(double share) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Min(_sorted.Length - 1, (int)(share * _sorted.Length))];

    public override string ToString() => FormattableString.Invariant($"{PerSecond,9:N0}/s   p50 {P50,7:N2} ms   p99 {P99,7:N2} ms");
}
