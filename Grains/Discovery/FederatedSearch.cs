using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Discovery;

/// <summary>
/// Searches the catalogue and platforms. What platforms find is part of the catalogue, or counts as part of it where it is
/// still being written, so one ranking orders all; what the catalogue's words do not find follows in the platforms' own order.
/// </summary>
/// <param name="grains">Reaches the platforms.</param>
/// <param name="searchHere">Searches the catalogue in this silo, with titles that are about to be in it.</param>
/// <param name="budget">How long a platform may take.</param>
internal sealed class FederatedSearch(IGrainFactory grains, Func<SearchRequest, IReadOnlyList<IndexedTitle>, SearchAnswer> searchHere, TimeSpan budget)
{
    // Below every title that matches by its words, and above nothing.
    private const double HighestOtherScore = 0.3;

    /// <summary>Searches.</summary>
    public async Task<FederatedAnswer> RunAsync(SearchRequest request, FederatedScope scope, CancellationToken cancellationToken)
    {
        // Further pages are of the catalogue, which knows by now what the platforms found for the first.
        var answers = request.After is null ? await AskAsync(request.Text, scope, cancellationToken) : [];
        var here = searchHere(request, TitlesToCome.Of(answers.SelectMany(answer => answer.Titles)));
        if (!here.IsReady) return new FederatedAnswer(false, [], 0, null, []);

        var namedBy = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var answer in answers)
        {
            foreach (var title in answer.Titles) namedBy.TryAdd(title.ContentId, answer.Platform);
        }

        List<FederatedHit> hits = [.. here.Hits.Select(hit => new FederatedHit(hit, PlatformOf(hit, namedBy)))];
        // A page that is full has room for nothing else, and on the pages after it stands what matches by its words.
        if (here.Next is null) hits.AddRange(Others(request, answers, hits));
        return new FederatedAnswer(
            true,
            hits,
            here.Total + Math.Max(0, hits.Count - here.Hits.Count),
            here.Next,
            [.. answers.Select(answer => new PlatformEcho(answer.Platform, answer.Failure, answer.Failure is null ? null : answer.AnsweredAt))]);
    }

    private Task<PlatformAnswer[]> AskAsync(string text, FederatedScope scope, CancellationToken cancellationToken) =>
        Task.WhenAll(scope.Platforms.Select(platform => AskAsync(platform, text, new PlatformAsk(scope.Region, budget), cancellationToken)));

    private async Task<PlatformAnswer> AskAsync(string platform, string text, PlatformAsk ask, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IPlatformGrain>(platform).SearchAsync(text, ask, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
        {
            // The platform's grain does not answer; the others' answers are worth no less.
            return new PlatformAnswer { Platform = platform, Failure = new SourceFailure(SourceFailureKind.Unavailable, null) };
        }
    }

    private static string? PlatformOf(SearchHit hit, Dictionary<string, string> namedBy) =>
        namedBy.Count == 0 ? null : namedBy.GetValueOrDefault(TitleFacts.Read(hit.Document.Span).ContentId);

    private static IEnumerable<FederatedHit> Others(SearchRequest request, PlatformAnswer[] answers, List<FederatedHit> hits)
    {
        var known = hits.Select(hit => TitleFacts.Read(hit.Hit.Document.Span).ContentId).ToHashSet(StringComparer.Ordinal);
        var places = answers.SelectMany(answer => answer.Titles.Select((title, place) => (answer.Platform, Title: title, Place: place)));
        return places
            .OrderBy(found => found.Place)
            .Where(found => known.Add(found.Title.ContentId) && Passes(found.Title, request.Filter))
            .Take(request.Limit - hits.Count)
            .Select(found => new FederatedHit(new SearchHit(found.Title.Document, Math.Round(HighestOtherScore / (found.Place + 1), 4), found.Title.Offers.Count > 0), found.Platform));
    }

    private static bool Passes(SourceTitle title, TitleFilter filter)
    {
        if (filter == TitleFilter.None) return true;
        var content = ContentDocument.Read(title.Document.Span);
        return (filter.Types.Count == 0 || filter.Types.Contains(content.Type))
            && (filter.Genres.Count == 0 || filter.Genres.Any(genre => content.Genres.Contains(genre, StringComparer.OrdinalIgnoreCase)))
            && (filter.YearFrom is null || content.Year >= filter.YearFrom)
            && (filter.YearTo is null || content.Year <= filter.YearTo)
            && (filter.Platforms.Count == 0 || content.Availability.Any(offer => filter.Platforms.Contains(offer.Platform)))
            && (filter.Region is null || content.Availability.Any(offer => offer.Region.Equals(filter.Region, StringComparison.OrdinalIgnoreCase)));
    }
}
