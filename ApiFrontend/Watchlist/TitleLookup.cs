using MediaGateway.Grains.Interfaces.Discovery;

namespace MediaGateway.ApiFrontend.Watchlist;

/// <summary>Finds out what content ids stand for.</summary>
internal sealed class TitleLookup(IClusterClient cluster)
{
    /// <summary>Describes titles: one entry for each id, in order; null where it is unknown.</summary>
    public Task<TitleDescription?[]> DescribeAsync(IReadOnlyList<string> contentIds, CancellationToken cancellationToken) =>
        contentIds.Count == 0
            ? Task.FromResult<TitleDescription?[]>([])
            : cluster.GetGrain<ITitleLookupGrain>(0).DescribeAsync(contentIds, cancellationToken);

    /// <summary>Describes one title; null when it is unknown.</summary>
    public async Task<TitleDescription?> DescribeAsync(string contentId, CancellationToken cancellationToken) =>
        (await DescribeAsync([contentId], cancellationToken))[0];
}
