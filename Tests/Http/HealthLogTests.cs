using MediaGateway.ApiFrontend.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace MediaGateway.Tests.Http;

/// <summary>What is logged of the parts' health.</summary>
public sealed class HealthLogTests
{
    private readonly ILogger _logger = Substitute.For<ILogger>();
    private readonly HealthLog _log;

    public HealthLogTests()
    {
        _logger.IsEnabled(default).ReturnsForAnyArgs(true);
        var loggers = Substitute.For<ILoggerFactory>();
        loggers.CreateLogger(Arg.Any<string>()).Returns(_logger);
        _log = new HealthLog(new Logger<HealthLog>(loggers));
    }

    [Fact]
    public async Task A_failure_and_its_end_are_logged_once_each()
    {
        foreach (var status in new[] { HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Healthy })
        {
            await PublishAsync(status);
        }

        Assert.Equal([LogLevel.Warning, LogLevel.Information], Levels());
    }

    [Fact]
    public async Task A_part_that_gets_worse_is_logged_again()
    {
        await PublishAsync(HealthStatus.Degraded);
        await PublishAsync(HealthStatus.Unhealthy);
        Assert.Equal([LogLevel.Warning, LogLevel.Warning], Levels());
    }

    private Task PublishAsync(HealthStatus status)
    {
        var entry = new HealthReportEntry(status, "The database does not answer.", TimeSpan.Zero, exception: null, data: null);
        return _log.PublishAsync(new(new Dictionary<string, HealthReportEntry> { ["database"] = entry }, TimeSpan.Zero), default);
    }

    private IEnumerable<LogLevel> Levels() => _logger.ReceivedCalls()
        .Where(call => call.GetMethodInfo().Name == nameof(ILogger.Log)).Select(call => (LogLevel)call.GetArguments()[0]!);
}
