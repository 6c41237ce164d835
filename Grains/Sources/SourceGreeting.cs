using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Sources;

/// <summary>Says at the start which sources are asked, and which wait for a key.</summary>
internal sealed partial class SourceGreeting(SourceRegister sources, ILogger<SourceGreeting> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var (asked, notAsked) = (Names(configured: true), Names(configured: false));
        if (asked.Length > 0) LogConfigured(logger, asked);
        if (notAsked.Length > 0) LogNotConfigured(logger, notAsked);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Names(bool configured) =>
        string.Join(", ", sources.All.Where(source => source.Keys.Count > 0 == configured).Select(source => source.Terms.Id));

    [LoggerMessage(Level = LogLevel.Information, Message = "Sources that are asked: {Sources}")]
    private static partial void LogConfigured(ILogger logger, string sources);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sources that are not configured, and so not asked: {Sources}. docs/configuration.md says how to give them keys; until then the catalogue answers alone")]
    private static partial void LogNotConfigured(ILogger logger, string sources);
}
