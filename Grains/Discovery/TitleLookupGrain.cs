using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces.Discovery;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Discovery;

/// <summary>Looks ids up in the silo's <see cref="CatalogueIndex"/>.</summary>
[StatelessWorker]
public sealed class TitleLookupGrain(CatalogueIndex index) : Grain, ITitleLookupGrain
{
    private readonly DescribedTitles _described = new();

    /// <inheritdoc/>
    public async Task<TitleDescription?[]> DescribeAsync(IReadOnlyList<string> contentIds, CancellationToken cancellationToken)
    {
        // Unknown because the silo has only just started is not the same as unknown.
        if (!index.IsLoaded) await index.CatchUpAsync(cancellationToken);
        var described = Describe(contentIds);
        if (Array.TrueForAll(described, title => title is not null)) return described;
        return await SettledCatalogue.TrySettleAsync(GrainFactory, cancellationToken) ? Describe(contentIds) : described;
    }

    private TitleDescription?[] Describe(IReadOnlyList<string> contentIds)
    {
        var titles = index.Titles;
        return [.. contentIds.Select(id => _described.Describe(titles, id))];
    }
}
