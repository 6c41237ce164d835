using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Sources;

namespace MediaGateway.Grains.Platforms;

/// <summary>The part that asks the sources of the chain.</summary>
public sealed partial class PlatformGrain
{
    /// <summary>A page of a list, of the source that gave the page before.</summary>
    private Task<PlatformAnswer> AskPageAsync(SourceQuery query, string? cursor, PlatformAsk ask, CancellationToken cancellationToken)
    {
        var (only, page) = cursor?.IndexOf(CursorSeparator) is { } end and >= 0 ? (cursor[..end], query with { Cursor = cursor[(end + 1)..] }) : (null, query);
        return AskAsync(ask, source => (only is null || source.Terms.Id == only) && source.CanAnswer(page) ? page : null, cancellationToken);
    }

    /// <summary>Asks along the chain, each source in its own words.</summary>
    /// <param name="ask">Where, and how long it may take.</param>
    /// <param name="queryOf">The question to a source; null where it cannot answer it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    private async Task<PlatformAnswer> AskAsync(PlatformAsk ask, Func<ISource, SourceQuery?> queryOf, CancellationToken cancellationToken)
    {
        var queries = new Dictionary<string, SourceQuery>(StringComparer.Ordinal);
        foreach (var id in SourceChains.Of(Platform))
        {
            if (sources.Find(id) is { Keys.Count: > 0 } source && queryOf(source) is { } query) queries.Add(id, query);
        }

        if (queries.Count == 0)
        {
            return new PlatformAnswer { Platform = Platform, Failure = new SourceFailure(SourceFailureKind.NotConfigured, null) };
        }

        var race = new ChainRace([.. queries.Keys], time, ask.Budget, (source, budget, ended) => AskOneAsync(source, queries[source], ask, budget, ended));
        var (winner, answer) = await race.RunAsync(cancellationToken);
        var isCatalogue = queries[winner].Operation is SourceOperation.Catalogue;
        return new PlatformAnswer
        {
            Platform = Platform,
            // What a source lists of the platform's catalogue is there, also where its offers could not be read.
            Titles = [.. answer.Titles.Where(title => isCatalogue || IsHere(title, winner, ask.Region))],
            NextCursor = answer.NextCursor is { } next ? $"{winner}{CursorSeparator}{next}" : null,
            Source = answer.HasAnswer ? winner : null,
            AnsweredAt = answer.AnsweredAt,
            Failure = answer.Failure,
            Unread = answer.Unread,
        };
    }

    private Task<SourceAnswer> AskOneAsync(string id, SourceQuery query, PlatformAsk ask, TimeSpan budget, CancellationToken cancellationToken) =>
        sources.Find(id) is { } source && !source.CanAnswer(query)
            ? new LookedUpSearch(source, store, time, (question, left) => AskSourceAsync(id, question, ask, left, cancellationToken)).RunAsync(query, budget, cancellationToken)
            : AskSourceAsync(id, query, ask, budget, cancellationToken);

    private Task<SourceAnswer> AskSourceAsync(string source, SourceQuery query, PlatformAsk ask, TimeSpan budget, CancellationToken cancellationToken) => GrainFactory
        .GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(source, query))
        .AskAsync(new SourceAsk(source, query, ask.Priority, budget) { Platform = Platform }, cancellationToken);

    /// <summary>Aggregators find titles that the platform does not have, too; a source of the platform's own has only its own.</summary>
    private bool IsHere(SourceTitle title, string source, string region) =>
        !IsAggregator(source) || title.Offers.Any(offer => offer.Platform == Platform && offer.Region == region);

    private bool IsAggregator(string source) => source != Platform && !source.StartsWith(Platform, StringComparison.Ordinal);
}
