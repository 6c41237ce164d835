using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace MediaGateway.ApiFrontend.Health;

/// <summary>
/// Logs when a part fails and when it is well again, once each. The framework logs every look at a part that is not well
/// as an error, and the looks of a load balancer are many; a process that is still starting would read like a broken one.
/// </summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger) : IHealthCheckPublisher
{
    /// <summary>How often the parts are looked at.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, HealthStatus> _known = [];

    /// <inheritdoc/>
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var (part, entry) in report.Entries)
        {
            if (_known.GetValueOrDefault(part, HealthStatus.Healthy) == entry.Status) continue;
            _known[part] = entry.Status;
            if (entry.Status is HealthStatus.Healthy) LogRecovered(logger, part);
            else LogFailed(logger, part, entry.Status, entry.Description, entry.Exception);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The part {Part} is {Status}: {Description}")]
    private static partial void LogFailed(ILogger logger, string part, HealthStatus status, string? description, Exception? exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The part {Part} is well again")]
    private static partial void LogRecovered(ILogger logger, string part);
}
