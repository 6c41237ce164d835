using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content;

/// <summary>
/// Gives a fresh gateway something to show: a few hundred well-known titles, facts only, written for this project. They
/// are imported once, when the catalogue is empty, by the way that every import goes.
/// </summary>
internal sealed partial class StarterCatalogue(
    IGrainFactory grains,
    ICatalogueStore store,
    IHostApplicationLifetime host,
    TimeProvider time,
    ILogger<StarterCatalogue> logger) : BackgroundService, IHealthCheck
{
    private const string Resource = "starter/titles.ndjson";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private volatile bool _isThere;

    /// <summary>Healthy once there is a catalogue, the starter's or another.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isThere
            ? HealthCheckResult.Healthy("There is a catalogue.")
            : new HealthCheckResult(context.Registration.FailureStatus, "The starter catalogue is being loaded."));

    /// <summary>Waits for the host, because a silo takes calls only then, and for the database.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await LoadIfEmptyAsync(stoppingToken);
                _isThere = true;
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing depends on it; the next attempt finds what this one wrote.
                LogFailed(logger, fault.Message);
            }

            await Task.Delay(Retry, time, stoppingToken);
        }
    }

    private async Task LoadIfEmptyAsync(CancellationToken cancellationToken)
    {
        if (await store.GetVersionAsync(cancellationToken) > 0)
        {
            return;
        }

        var writer = grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key);
        var import = Guid.CreateVersion7().ToString();
        var batcher = new LineBatcher();
        var bytes = await ReadResourceAsync(cancellationToken);
        for (var taken = 0; taken < bytes.Length;)
        {
            taken += batcher.Append(bytes.AsSpan(taken));
            await SendAsync(batcher.TryTake());
        }

        await SendAsync(batcher.Finish());
        await writer.FinishAsync(import, cancellationToken);
        LogLoaded(logger);

        async Task SendAsync(LineBatch? lines)
        {
            if (lines is not null)
            {
                await writer.ImportAsync(new ImportBatch(import, SourceName.Starter, lines), cancellationToken);
            }
        }
    }

    private static async Task<byte[]> ReadResourceAsync(CancellationToken cancellationToken)
    {
        await using var resource = typeof(StarterCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var copy = new MemoryStream();
        await resource.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue was empty; the starter catalogue is loaded")]
    private static partial void LogLoaded(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The starter catalogue could not be loaded ({Reason}); another attempt follows")]
    private static partial void LogFailed(ILogger logger, string reason);
}
