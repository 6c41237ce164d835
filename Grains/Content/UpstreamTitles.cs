using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Sources;

namespace MediaGateway.Grains.Content;

/// <summary>
/// Asks sources about one title: of one that the catalogue does not know, and of one that it knows whether they know more.
/// What they say is taken into the catalogue on its way; nobody else's calls are used up for it.
/// </summary>
internal sealed class UpstreamTitles(IGrainFactory grains, SourceRegister sources)
{
    /// <summary>What a title can be looked up in, the best informed first.</summary>
    private static readonly string[] Informed = ["tmdb", "gracenote", "imdb", "streaming_availability", "watchmode", "justwatch"];

    // Details are told in one language, whatever the country; offers come with their own.
    private const string Region = PlatformDirectory.DefaultRegion;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Looks for a title that the catalogue does not know.</summary>
    /// <returns>Whether somebody knew it; where nobody of those who might have known it gave an answer, why.</returns>
    public async Task<(bool IsKnown, SourceFailure? Failure)> FindAsync(string contentId, CancellationToken cancellationToken)
    {
        if (!ContentId.TryParse(contentId, out var id, out _)) return (false, null);
        if (PlatformDirectory.Find(id.Scheme) is { } platform && platform.IsId(EpisodeSuffix.Without(id.Local)))
        {
            var answer = await grains.GetGrain<IPlatformGrain>(platform.Id)
                .GetDetailsAsync(EpisodeSuffix.Without(id.Value), new PlatformAsk(Region, Budget, CallPriority.Background), cancellationToken);
            return (answer.Titles.Count > 0, answer.AnsweredAt is null ? Passing(answer.Failure) : null);
        }

        SourceFailure? failure = null;
        var isAnswered = false;
        foreach (var source in Informed)
        {
            if (QueryOf(source, new TitleNames([id.Value], Type: null)) is not { } query) continue;
            var answer = await AskAsync(source, query, cancellationToken);
            if (answer.Titles.Count > 0) return (true, null);
            isAnswered |= answer.HasAnswer;
            failure ??= Passing(answer.Failure);
        }

        return (false, isAnswered ? null : failure);
    }

    // That a source is not configured will be so the next time, too.
    private static SourceFailure? Passing(SourceFailure? failure) => failure is { Kind: SourceFailureKind.NotConfigured } ? null : failure;

    /// <summary>Asks every source that knows the title whether it knows more; what was answered lately is not asked again.</summary>
    public Task EnrichAsync(Domain.Catalogue.Content content, CancellationToken cancellationToken)
    {
        var names = TitleNames.Of(content);
        return Task.WhenAll(
            from source in Informed
            let query = QueryOf(source, names)
            where query is not null
            select AskAsync(source, query, cancellationToken));
    }

    /// <summary>Asks one source what it knows of a title; null where it cannot be asked of it.</summary>
    public async Task<SourceAnswer?> AskAgainAsync(Domain.Catalogue.Content content, string source, CancellationToken cancellationToken) =>
        QueryOf(source, TitleNames.Of(content)) is { } query ? await AskAsync(source, query, cancellationToken) : null;

    private SourceQuery? QueryOf(string sourceId, TitleNames names) => sources.Find(sourceId) is { Keys.Count: > 0 } source
        ? names.For(source, new SourceQuery { Operation = SourceOperation.Details, Region = Region })
        : null;

    private Task<SourceAnswer> AskAsync(string source, SourceQuery query, CancellationToken cancellationToken) => grains
        .GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(source, query))
        .AskAsync(new SourceAsk(source, query, CallPriority.Background, Budget), cancellationToken);
}
