using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Sources;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Content;

/// <summary>One title, read from the catalogue when it is first asked for and again when the catalogue has moved on.</summary>
public sealed partial class ContentGrain(
    ICatalogueStore store, IAvailabilityLedger ledger, CatalogueChanges changes, SourceRegister sources, TimeProvider time, ILogger<ContentGrain> logger) : Grain, IContentGrain
{
    /// <summary>How often a title that is looked at is looked up again. What sources said lately is not asked of them anyway.</summary>
    private static readonly TimeSpan EnrichEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _enrichAfter = DateTimeOffset.MinValue;
    private Domain.Catalogue.Content? _content;
    private long _asOf = -1;

    /// <inheritdoc/>
    public async Task<Domain.Catalogue.Content?> GetAsync(CancellationToken cancellationToken)
    {
        // Taken before the read: a change that is announced meanwhile leads to another one.
        var version = changes.Version;
        if (_content is not null && _asOf >= version)
        {
            return _content;
        }

        var key = this.GetPrimaryKeyString();
        _content = await FindAsync(key, cancellationToken);
        if (_content is null && await SettledCatalogue.TrySettleAsync(GrainFactory, cancellationToken) is not null) _content = await FindAsync(key, cancellationToken);

        _asOf = version;
        if (_content?.ContentId != key)
        {
            // Unknown ids and second names must not fill the memory.
            DeactivateOnIdle();
        }

        return _content;
    }

    /// <inheritdoc/>
    public async Task<TitleResolution> ResolveAsync(CancellationToken cancellationToken)
    {
        var upstream = new UpstreamTitles(GrainFactory, sources);
        if (await GetAsync(cancellationToken) is { } known)
        {
            if (time.GetUtcNow() >= _enrichAfter) _ = EnrichAsync(upstream, known);
            return new TitleResolution(known);
        }

        var (isKnown, failure) = await upstream.FindAsync(this.GetPrimaryKeyString(), cancellationToken);
        return new TitleResolution(isKnown ? await GetAsync(cancellationToken) : null, failure);
    }

    /// <inheritdoc/>
    public async Task<TitleAvailability?> GetAvailabilityAsync(string? region, CancellationToken cancellationToken)
    {
        var content = await GetAsync(cancellationToken);
        return content is null ? null : new TitleAvailability(
            content.ContentId,
            region is null ? content.Availability : [.. content.Availability.Where(offer => offer.Region == region)]);
    }

    private async Task EnrichAsync(UpstreamTitles upstream, Domain.Catalogue.Content content)
    {
        _enrichAfter = time.GetUtcNow() + EnrichEvery;
        try
        {
            await upstream.EnrichAsync(content, CancellationToken.None);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or StorageUnavailableException)
        {
            LogNotEnriched(logger, content.ContentId, failure.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<TitleAvailability?> GetAvailabilityOnAsync(DateOnly day, string? region, CancellationToken cancellationToken)
    {
        if (await GetAsync(cancellationToken) is not { } content) return null;
        var isEpisode = Episodes.TryGetSeries(content.ContentId, out var title);
        var held = new AvailabilityOnDay(day, region);
        await foreach (var fact in ledger.ReadAsync(title, held.End, region, cancellationToken)) held.Take(fact);
        var offers = OfferChoice.Among(held.Offers);
        return new TitleAvailability(content.ContentId, isEpisode ? Episodes.OffersOf(offers, content.ContentId) : offers);
    }

    private async Task<Domain.Catalogue.Content?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var isEpisode = Episodes.TryGetSeries(id, out var seriesId);
        var found = await store.FindAsync(isEpisode ? [id, seriesId] : [id], cancellationToken);
        if (found.TryGetValue(id, out var row))
            return Read(row);
        return isEpisode && found.TryGetValue(seriesId, out var series) && Read(series) is { Type: ContentType.Series } content
            ? Episodes.Of(content, id)
            : null;
    }

    // What a title is made of is needed by who writes it.
    private static Domain.Catalogue.Content Read(CatalogueRow row) => ContentDocument.Read(row.Document.Span) with { Origin = null };

    [LoggerMessage(Level = LogLevel.Information, Message = "Title {ContentId} could not be looked up ({Reason}); it is when it is next looked at")]
    private static partial void LogNotEnriched(ILogger logger, string contentId, string reason);
}
