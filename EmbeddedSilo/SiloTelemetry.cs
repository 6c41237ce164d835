using System.Diagnostics;
using System.Diagnostics.Metrics;
using EmbeddedSilo.Invocation;

namespace EmbeddedSilo;

/// <summary>What can be seen of a silo from outside: a span for each call, and how much there is of what.</summary>
internal sealed class SiloTelemetry
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "EmbeddedSilo";

    private static readonly ActivitySource s_spans = new(Name);

    private readonly Counter<long> _refused;

    public SiloTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _refused = meter.CreateCounter<long>("embedded_silo.calls.refused", "{call}", "Calls that were not let in, by reason");
        Meter = meter;
    }

    private Meter Meter { get; }

    /// <summary>Starts the gauges of a silo.</summary>
    public void Watch(SiloRuntime silo)
    {
        Meter.CreateObservableGauge(
            "embedded_silo.activations",
            () => silo.Kinds.Select(static kind => new Measurement<int>(kind.Count, new KeyValuePair<string, object?>("grain", kind.GrainType.ToString()))),
            "{activation}",
            "Grains in memory");
        Meter.CreateObservableGauge("embedded_silo.calls.outstanding", () => silo.Outstanding.Count, "{call}", "Calls that wait for their answer");
        Meter.CreateObservableCounter("embedded_silo.calls.timed_out", () => silo.Outstanding.TimedOut, "{call}", "Calls that were not answered in time");
    }

    /// <summary>Counts a call that was not let in.</summary>
    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>The span of a call from its sending to its answer; null when nobody looks.</summary>
    public static Activity? StartCall(GrainMethod method)
    {
        if (!s_spans.HasListeners())
        {
            return null;
        }

        var callers = Activity.Current;
        var span = s_spans.StartActivity(method.ToString());
        // It is the method's, not the caller's: what the caller does next is no part of it.
        Activity.Current = callers;
        return span;
    }
}
