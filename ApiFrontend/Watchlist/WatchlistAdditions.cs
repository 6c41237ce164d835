using MediaGateway.ApiFrontend.Sources;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.ApiFrontend.Watchlist;

/// <summary>Puts titles on lists, for each of the routes that do.</summary>
internal sealed class WatchlistAdditions(IClusterClient cluster, TitleLookup titles)
{
    /// <summary>Puts a title on a user's list.</summary>
    /// <param name="userId">Whose list.</param>
    /// <param name="opId">The id of the operation that does it.</param>
    /// <param name="ids">Ids of the title, of which the first that the catalogue knows counts.</param>
    /// <param name="source">What led to it.</param>
    /// <param name="placement">Where it is wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<Results<Created<WatchlistItemResponse>, Ok<WatchlistItemResponse>, ProblemHttpResult>> AddAsync(
        string userId, string opId, IReadOnlyList<string> ids, WatchlistSource source, Placement placement, CancellationToken cancellationToken)
    {
        var title = (await titles.DescribeAsync(ids, cancellationToken)).FirstOrDefault(found => found is not null);
        if (title is null)
        {
            (title, var failure) = await LookUpAsync(ids, cancellationToken);
            if (title is null)
                return failure is null ? CommitProblems.Of(OperationRefusal.UnknownContent(ids[0])) : UpstreamProblems.CannotTell(ids[0], failure);
        }

        var answer = await cluster.GetGrain<IUserGrain>(userId).AddToWatchlistAsync(opId, title.ContentId, source, placement, cancellationToken);
        if (answer.Outcome is not CommitOutcome.Committed)
            return CommitProblems.Of(answer.Outcome);
        if (answer.Refusal is { } refusal)
            return CommitProblems.Of(refusal);
        if (answer.Item is not { } item)
            return CommitProblems.NotOnWatchlist(title.ContentId);
        var response = WatchlistEndpoints.Join(item, title, ids[^1]);
        return answer.Created
            ? TypedResults.Created((string?)null, response)
            : TypedResults.Ok(response);
    }

    /// <summary>What the catalogue does not know its platform may know; then the catalogue knows it, too.</summary>
    private async Task<(TitleDescription? Title, SourceFailure? Failure)> LookUpAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        SourceFailure? failure = null;
        foreach (var id in ids.Where(id => ContentId.TryParse(id, out _, out _)))
        {
            var found = await cluster.GetGrain<IContentGrain>(id).ResolveAsync(cancellationToken);
            if (found.Title is { } content)
                return ((await titles.DescribeAsync([content.ContentId], cancellationToken))[0], null);
            failure ??= found.Failure;
        }

        return (null, failure);
    }
}
