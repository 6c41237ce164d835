using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Platforms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MediaGateway.Grains.Content;

/// <summary>Reads what leaves from the availability ledger.</summary>
[StatelessWorker]
public sealed partial class ExpiringTitlesGrain(IAvailabilityLedger ledger, IOptions<PlatformOptions> platforms, TimeProvider time, ILogger<ExpiringTitlesGrain> logger) : Grain, IExpiringTitlesGrain
{
    // Who looks waits no longer than this for what is new; it is there for who looks next.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<ExpiringPage> ReadAsync(ExpiringRequest request, CancellationToken cancellationToken)
    {
        if (request.After is null) await Task.WhenAll(platforms.Value.KeptIn(request.Region).Select(platform => RefreshAsync(platform, request.Region, cancellationToken)));
        var now = time.GetUtcNow();
        var page = await ledger.ReadLeavingAsync(new LeavingQuery(request.Region, now, now.AddDays(request.Days), request.Limit, request.After), cancellationToken);
        return new ExpiringPage([.. page.Offers.Select(offer => Describe(offer, now))], page.Total, page.HasMore ? page.Offers[^1].Position : null);
    }

    /// <summary>Of platforms whose catalogues are kept in step, what leaves is at most as old as such an answer may be.</summary>
    private async Task RefreshAsync(string platform, string region, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<IPlatformGrain>(platform).RefreshExpiringAsync(new PlatformAsk(region, Patience, CallPriority.Background), cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogNotRefreshed(logger, platform, region, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "What leaves {Platform} in {Region} is told as it was known before: {Reason}")]
    private static partial void LogNotRefreshed(ILogger logger, string platform, string region, string reason);

    private static ExpiringTitle Describe(LeavingOffer offer, DateTimeOffset now)
    {
        var content = ContentDocument.Read(offer.Document.Span);
        return new ExpiringTitle(offer.Position, content.Title, content.Type, content.Year, (int)Math.Ceiling((offer.Position.LeavesAt - now).TotalDays));
    }
}
