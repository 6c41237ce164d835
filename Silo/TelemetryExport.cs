using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MediaGateway.Silo;

/// <summary>
/// Sends spans and metrics to a collector by OTLP, when the process is told of one by the standard environment variables
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin, of which the exporter reads the rest).
/// </summary>
internal sealed class TelemetryExport : IHostedService, IDisposable
{
    private const string DefaultServiceName = "media-gateway";
    private const int FlushMilliseconds = 5_000;

    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    // The gateway's rooms and runtimes first, then what they stand on.
    private static readonly string[] Sources = ["MediaGateway.*", "EmbeddedSilo", "Microsoft.Orleans.*", "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server", "Npgsql"];
    private static readonly string[] Meters = ["MediaGateway.*", "EmbeddedSilo", "Microsoft.Orleans", "Microsoft.AspNetCore.*", "Npgsql", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>Whether the process is told of a collector.</summary>
    public static bool IsWanted(IConfiguration configuration) => Endpoints.Any(name => !string.IsNullOrWhiteSpace(configuration[name]));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService(DefaultServiceName).AddEnvironmentVariableDetector();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.Shutdown(FlushMilliseconds);
            _metrics?.Shutdown(FlushMilliseconds);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
