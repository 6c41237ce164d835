using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Sources;

namespace MediaGateway.Grains.Platforms;

/// <summary>
/// Searches a platform by a source whose search does not tell where titles are: it is asked for the words, and then, beside
/// each other, where the first few titles are. What cannot be looked up in time is left out.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="store">Knows the ids of titles.</param>
/// <param name="time">Measures.</param>
/// <param name="ask">Asks the source, within a time.</param>
internal sealed class LookedUpSearch(ISource source, ICatalogueStore store, TimeProvider time, Func<SourceQuery, TimeSpan, Task<SourceAnswer>> ask)
{
    // Each is a call; what is searched for stands among the first, or the words were not the right ones.
    private const int MaxLookUps = 5;

    /// <summary>Whether a source has to be searched in this way.</summary>
    public static bool Fits(ISource source, SourceQuery query) =>
        source.Terms.SearchesTitlesOnly && query.Operation is SourceOperation.Search && source.CanAnswer(query with { Platform = null });

    /// <summary>Searches.</summary>
    public async Task<SourceAnswer> RunAsync(SourceQuery query, TimeSpan budget, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var found = await ask(query with { Platform = null }, budget);
        if (found.Titles.Count == 0) return found;

        var names = await TitleNames.FindAsync(store, [.. found.Titles.Take(MaxLookUps).Select(title => title.ContentId)], cancellationToken);
        var left = budget - time.GetElapsedTime(started);
        var details = new SourceQuery { Operation = SourceOperation.Details, Region = query.Region };
        var looks = await Task.WhenAll(names.Select(title => title.For(source, details)).OfType<SourceQuery>().Select(question => ask(question, left)));
        return found with
        {
            Titles = [.. looks.SelectMany(look => look.Titles)],
            // One title that could not be looked up is none that was found; that none could be is a failure.
            Failure = found.Failure ?? (Array.Exists(looks, look => look.Failure is null) ? null : looks.FirstOrDefault()?.Failure),
        };
    }
}
