using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Discovery;

/// <summary>Searches the silo's <see cref="CatalogueIndex"/>.</summary>
[StatelessWorker]
public sealed class SearchGrain(CatalogueIndex index, DiscoveryTelemetry telemetry, IOptions<DiscoveryOptions> options) : Grain, ISearchGrain
{
    /// <inheritdoc/>
    public Task<SearchAnswer> SearchAsync(SearchRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(index.IsLoaded ? telemetry.Measure("search", () => Search(index.Titles, request)) : SearchAnswer.NotReady);

    /// <inheritdoc/>
    public Task<FederatedAnswer> SearchEverywhereAsync(SearchRequest request, FederatedScope scope, CancellationToken cancellationToken) =>
        new FederatedSearch(
            GrainFactory,
            (here, toCome) => index.IsLoaded ? telemetry.Measure("search", () => Search(index.Titles.WithForNow(toCome), here)) : SearchAnswer.NotReady,
            options.Value.PlatformBudget).RunAsync(request, scope, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TitleDescription>?> SuggestAsync(string text, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(index.IsLoaded ? telemetry.Measure("suggest", () => Suggest(text, limit)) : null);

    private static SearchAnswer Search(TextIndex titles, SearchRequest request)
    {
        var found = titles.Search(new TextQuery { Text = request.Text, Filter = request.Filter, Limit = request.Limit, After = request.After });
        // Who asks for a platform or a region gets only titles that it has.
        var askedForOffers = request.Filter.Platforms.Count > 0 || request.Filter.Region is not null;
        return new SearchAnswer(
            true,
            [.. found.Hits.Select(hit => new SearchHit(hit.Title.Document, hit.Score, askedForOffers || hit.Title.HasOffers))],
            found.Total,
            found.HasMore ? found.Hits[^1].Position : null);
    }

    private IReadOnlyList<TitleDescription>? Suggest(string text, int limit)
    {
        var found = index.Titles.Search(new TextQuery { Text = text, Limit = limit, NamesOnly = true });
        return [.. found.Hits.Select(hit => DescribedTitles.Read(hit.Title))];
    }
}
