using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Discovery;

namespace MediaGateway.Grains.Users;

/// <summary>Finds, for the operations of one batch, what the content ids they name are called canonically.</summary>
internal sealed class OperationTitles(IGrainFactory grains)
{
    /// <summary>Looks up all ids of a batch at once.</summary>
    /// <returns>The canonical id of an id of the batch; null where the catalogue knows none.</returns>
    public async Task<Func<string, string?>> LookUpAsync(IReadOnlyList<Operation> operations, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        foreach (var operation in operations)
            ids.AddRange(IdsOf(operation));
        if (ids.Count == 0)
            return static _ => null;
        ids = [.. ids.Distinct(StringComparer.Ordinal)];
        var titles = await grains.GetGrain<ITitleLookupGrain>(0).DescribeAsync(ids, cancellationToken);
        var canonical = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var index = 0; index < ids.Count; index++)
            canonical[ids[index]] = titles[index]?.ContentId;
        return canonical.GetValueOrDefault;
    }

    private static IEnumerable<string> IdsOf(Operation operation) => operation switch
    {
        WatchlistAdd add => Both(add.ContentId, add.Placement.Anchor),
        WatchlistMove move => Both(move.ContentId, move.Placement.Anchor),
        WatchlistRemove remove => [remove.ContentId],
        PositionSet position => [position.ContentId],
        PlayAdd play => [play.ContentId],
        RatingSet rating => [rating.ContentId],
        _ => [],
    };

    private static IEnumerable<string> Both(string contentId, string? anchor) => anchor is null ? [contentId] : [contentId, anchor];
}
