using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Grains.Content;

/// <summary>One title, read from the catalogue when it is first asked for and again when the catalogue has moved on.</summary>
public sealed class ContentGrain(ICatalogueStore store, CatalogueChanges changes) : Grain, IContentGrain
{
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
        _asOf = version;
        if (_content?.ContentId != key)
        {
            // Unknown ids and second names must not fill the memory.
            DeactivateOnIdle();
        }

        return _content;
    }

    /// <inheritdoc/>
    public async Task<TitleAvailability?> GetAvailabilityAsync(string? region, CancellationToken cancellationToken)
    {
        var content = await GetAsync(cancellationToken);
        return content is null ? null : new TitleAvailability(
            content.ContentId,
            region is null ? content.Availability : [.. content.Availability.Where(offer => offer.Region == region)]);
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
}
