using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>
/// Listens to the meters of the gateway, the web server, the runtime and the database driver for as long as it lives, and
/// shows what they measured. Safe to use from many threads.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    private static readonly string[] Heard =
    [
        "MediaGateway",
        "EmbeddedSilo",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.Orleans",
        "Npgsql",
        "System.Runtime",
    ];

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener;
    private readonly Lock _asking = new();

    public MetricsCollector()
    {
        _listener = new MeterListener { InstrumentPublished = Hear };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, family) => ((MetricFamily)family!).Record((double)value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Everything that was measured, in the text format of Prometheus.</summary>
    public string Write()
    {
        lock (_asking)
        {
            _listener.RecordObservableInstruments();
            return PrometheusText.Write(_families.Values);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, MeterListener listener)
    {
        if (!Heard.Any(name => instrument.Meter.Name == name || instrument.Meter.Name.StartsWith($"{name}.", StringComparison.Ordinal)))
        {
            return;
        }

        // Instruments of the same name, such as those of two pools, share one family: the format allows a name once.
        var family = _families.GetOrAdd(PrometheusName.Of(instrument), static (name, made) => new MetricFamily(made, name), instrument);
        listener.EnableMeasurementEvents(instrument, family);
    }
}
