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
    private const string Region = "US";

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Looks for a title that the catalogue does not know. True: somebody knew it.</summary>
    public async Task<bool> FindAsync(string contentId, CancellationToken cancellationToken)
    {
        if (!ContentId.TryParse(contentId, out var id, out _)) return false;
        if (PlatformDirectory.Find(id.Scheme) is { } platform && platform.IsId(EpisodeSuffix.Without(id.Local)))
        {
            var answer = await grains.GetGrain<IPlatformGrain>(platform.Id)
                .GetDetailsAsync(EpisodeSuffix.Without(id.Value), new PlatformAsk(Region, Budget, CallPriority.Background), cancellationToken);
            return answer.Titles.Count > 0;
        }

        foreach (var source in Informed)
        {
            if (QueryOf(source, [id.Value], type: null) is { } query && (await AskAsync(source, query, cancellationToken)).Titles.Count > 0) return true;
        }

        return false;
    }

    /// <summary>Asks every source that knows the title whether it knows more; what was answered lately is not asked again.</summary>
    public Task EnrichAsync(Domain.Catalogue.Content content, CancellationToken cancellationToken)
    {
        string[] ids = [.. content.ExternalIds.Select(id => Domain.Catalogue.Import.TitleIdentity.OutsideId(id.Key, id.Value, content.Type).Value).Prepend(content.ContentId).Distinct()];
        return Task.WhenAll(
            from source in Informed
            let query = QueryOf(source, ids, content.Type)
            where query is not null
            select AskAsync(source, query, cancellationToken));
    }

    /// <summary>The question in the words that the source knows best: by its own id, else by one that it can translate.</summary>
    private SourceQuery? QueryOf(string sourceId, IReadOnlyList<string> ids, ContentType? type)
    {
        if (sources.Find(sourceId) is not { Keys.Count: > 0 } source) return null;
        return ids
            .OrderByDescending(id => id.StartsWith($"{sourceId}:", StringComparison.Ordinal))
            .Select(id => new SourceQuery { Operation = SourceOperation.Details, ContentId = id, Type = type, Region = Region })
            .FirstOrDefault(source.CanAnswer);
    }

    private Task<SourceAnswer> AskAsync(string source, SourceQuery query, CancellationToken cancellationToken) => grains
        .GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(source, query))
        .AskAsync(new SourceAsk(source, query, CallPriority.Background, Budget), cancellationToken);
}
