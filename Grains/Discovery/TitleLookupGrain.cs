using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Discovery;

/// <summary>Looks ids up in the silo's <see cref="CatalogueIndex"/>.</summary>
[StatelessWorker]
public sealed class TitleLookupGrain(CatalogueIndex index) : Grain, ITitleLookupGrain
{
    /// <inheritdoc/>
    public async Task<TitleDescription?[]> DescribeAsync(IReadOnlyList<string> contentIds, CancellationToken cancellationToken)
    {
        // Unknown because the silo has only just started is not the same as unknown.
        if (!index.IsLoaded) await index.CatchUpAsync(cancellationToken);
        var titles = index.Titles;
        return [.. contentIds.Select(id => titles.TryFind(id, out var title) ? Describe(title) : null)];
    }

    internal static TitleDescription Describe(FoundTitle title)
    {
        var facts = TitleFacts.Read(title.Document.Span);
        return new TitleDescription(facts.ContentId, facts.Title, facts.Type, facts.Year, facts.RuntimeMinutes);
    }
}
