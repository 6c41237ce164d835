using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Discovery;

/// <summary>Searches the catalogue in the memory of the silo that is asked. A stateless worker; its key is 0.</summary>
[Alias("mg.search")]
public interface ISearchGrain : IGrainWithIntegerKey
{
    /// <summary>Finds titles by words.</summary>
    [ReadOnly, Alias("search")]
    Task<SearchAnswer> SearchAsync(SearchRequest request, CancellationToken cancellationToken);

    /// <summary>Finds titles by words, here and on platforms, which are asked beside each other and dropped when their time is up.</summary>
    [AlwaysInterleave, Repeatable, Alias("search-everywhere")]
    Task<FederatedAnswer> SearchEverywhereAsync(SearchRequest request, FederatedScope scope, CancellationToken cancellationToken);

    /// <summary>Completes what is being typed to titles, the likeliest first; null while the silo still reads the catalogue.</summary>
    /// <param name="text">What was typed so far.</param>
    /// <param name="limit">How many to give, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [ReadOnly, Alias("suggest")]
    Task<IReadOnlyList<TitleDescription>?> SuggestAsync(string text, int limit, CancellationToken cancellationToken);
}
