using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediaGateway.ApiFrontend.Sync;

namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>What can be seen of the front end from outside beside what the web server shows of itself.</summary>
internal sealed class FrontendTelemetry
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "MediaGateway.ApiFrontend";

    private static readonly ActivitySource Spans = new(Name);

    private readonly Counter<long> _delivered;
    private readonly Counter<long> _cutOff;
    private readonly Meter _meter;

    public FrontendTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _delivered = _meter.CreateCounter<long>("mg.live.operations", "{operation}", "Operations brought to live devices");
        _cutOff = _meter.CreateCounter<long>("mg.live.cut_off", "{connection}", "Connections ended because their device took too long to take a message");
    }

    /// <summary>Starts the gauge of live connections.</summary>
    public void Watch(LiveConnections connections) =>
        _meter.CreateObservableGauge("mg.live.connections", () => connections.Count, "{connection}", "Devices on the hub");

    /// <summary>The span of bringing a stretch of the log to a device.</summary>
    public static Activity? StartDelivery(int operations) => Spans.StartActivity("deliver operations")?.SetTag("operations", operations);

    /// <summary>Counts operations that a device has taken.</summary>
    public void Delivered(int operations) => _delivered.Add(operations);

    /// <summary>Counts a connection that was too slow.</summary>
    public void CutOff() => _cutOff.Add(1);
}
