using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MediaGateway.Grains.Discovery;

/// <summary>What can be seen of search from outside: a span and a duration for each, and the size of the index.</summary>
public sealed class DiscoveryTelemetry : IDisposable
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "MediaGateway.Discovery";

    private readonly ActivitySource _spans = new(Name);
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _time;

    /// <summary>Makes the instruments.</summary>
    public DiscoveryTelemetry(IMeterFactory meters, CatalogueIndex index, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram<double>("mg.search.duration", "s", "How long searches take in memory");
        meter.CreateObservableGauge("mg.search.titles", () => index.Titles.Count, "{title}", "How many titles can be searched");
        meter.CreateObservableGauge("mg.search.index_bytes", () => index.Titles.Bytes, "By", "What the index takes beside the documents");
        meter.CreateObservableGauge("mg.search.version", () => index.Version, "{version}", "The version of the catalogue that can be searched");
    }

    /// <summary>Carries out one search and measures it.</summary>
    /// <param name="kind">What kind of search it is.</param>
    /// <param name="search">The search.</param>
    public T Measure<T>(string kind, Func<T> search)
    {
        using var span = _spans.StartActivity(kind);
        var started = _time.GetTimestamp();
        var found = search();
        _duration.Record(_time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _spans.Dispose();
}
