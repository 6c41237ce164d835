using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>
/// All series of one metric name. The number of series is bounded: what comes with further labels is counted in one
/// series labelled <c>overflow="true"</c>, so that no caller can fill the memory by making up values.
/// </summary>
internal sealed class MetricFamily
{
    /// <summary>The most series of one metric.</summary>
    public const int MaxSeries = 500;

    private static readonly double[] DefaultBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];
    private static readonly LabelSet Overflow = new([new("overflow", "true")]);

    private readonly ConcurrentDictionary<LabelSet, MetricSeries> _series = new(LabelSetComparer.Instance);
    private readonly ConcurrentDictionary<LabelSet, MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _lookup;
    private int _count;

    /// <summary>The family of an instrument.</summary>
    public MetricFamily(Instrument instrument, string name)
    {
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        Name = name;
        Help = instrument.Description ?? instrument.Name;
        Kind = KindOf(instrument);
        IsAsked = instrument.IsObservable;
        Bounds = Kind is MetricKind.Histogram ? BoundsOf(instrument) : null;
    }

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    /// <summary>The upper bounds of the buckets of a histogram.</summary>
    public double[]? Bounds { get; }

    public IEnumerable<KeyValuePair<LabelSet, MetricSeries>> Series => _series;

    // The values of such instruments are totals, not additions.
    private bool IsAsked { get; }

    /// <summary>Takes one measurement.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _lookup.TryGetValue(tags, out var known) ? known : New(tags);
        // A gauge that is told, not asked, holds what it was told last.
        if (IsAsked || Kind is MetricKind.ToldGauge)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    private MetricSeries New(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Interlocked.Increment(ref _count) <= MaxSeries ? new LabelSet(tags.ToArray()) : Overflow;
        return _series.GetOrAdd(labels, static (_, bounds) => new MetricSeries(bounds), Bounds);
    }

    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        return type == typeof(Histogram<>) ? MetricKind.Histogram
            : type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter
            : type == typeof(Gauge<>) ? MetricKind.ToldGauge
            : MetricKind.Gauge;
    }

    private static double[] BoundsOf(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds],
            Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds.Select(bound => (double)bound)],
            Histogram<int> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds.Select(bound => (double)bound)],
            _ => DefaultBounds,
        };
        return advised;
    }
}

/// <summary>What a metric measures.</summary>
internal enum MetricKind
{
    /// <summary>Grows only.</summary>
    Counter,
    /// <summary>Goes up and down by what is added, or is asked.</summary>
    Gauge,
    /// <summary>Is set.</summary>
    ToldGauge,
    /// <summary>Counts values by their size.</summary>
    Histogram,
}
