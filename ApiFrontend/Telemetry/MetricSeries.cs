namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>One series of a metric: a number, or a histogram. Safe to record from many threads.</summary>
internal sealed class MetricSeries(double[]? bounds)
{
    private readonly long[]? _buckets = bounds is null ? null : new long[bounds.Length + 1];
    private double _sum;

    /// <summary>The value, and for a histogram the sum of all values.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>For a histogram, how many values fell at or below each bound and, last, how many there were in all.</summary>
    public long[] CumulativeCounts()
    {
        var counts = new long[_buckets!.Length];
        long running = 0;
        for (var index = 0; index < counts.Length; index++)
        {
            counts[index] = running += Volatile.Read(ref _buckets[index]);
        }

        return counts;
    }

    /// <summary>Takes the value as it is now, for instruments that are asked.</summary>
    public void Set(double value) => Volatile.Write(ref _sum, value);

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        if (bounds is not null)
        {
            var index = Array.BinarySearch(bounds, value);
            Interlocked.Increment(ref _buckets![index < 0 ? ~index : index]);
        }

        double seen;
        do
        {
            seen = Volatile.Read(ref _sum);
        }
        while (Interlocked.CompareExchange(ref _sum, seen + value, seen) != seen);
    }
}
