using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Discovery;

namespace MediaGateway.Grains.Playback;

/// <summary>What a session has to know of its title: what opens it, how long it is, and what follows.</summary>
internal sealed class PlayedTitle(IGrainFactory grains)
{
    /// <summary>The title of an id; null where the catalogue knows none.</summary>
    public Task<Domain.Catalogue.Content?> FindAsync(string contentId, CancellationToken cancellationToken) =>
        grains.GetGrain<IContentGrain>(contentId).GetAsync(cancellationToken);

    /// <summary>How long a title is, in milliseconds; null where the catalogue does not say.</summary>
    public static long? DurationOf(Domain.Catalogue.Content? content) =>
        content?.RuntimeMinutes is { } minutes ? (long)TimeSpan.FromMinutes(minutes).TotalMilliseconds : null;

    /// <summary>What opens a title. What the catalogue has forgotten is still looked for on its platform.</summary>
    public static DeepLink LinkTo(Domain.Catalogue.Content? content, PlaybackSessionState session, TimeSpan position)
    {
        var platform = PlatformDirectory.Find(session.Platform)!;
        return content is null
            ? new DeepLink(platform.Home, null, null, null, DeepLinkLevel.App)
            : DeepLinks.Of(platform, content, DeviceOs.Web, session.RequestedId, position);
    }

    /// <summary>The episode after this one; null where it is none, or the catalogue knows no other.</summary>
    public async Task<TitleDescription?> FindNextAsync(PlaybackSessionState session, CancellationToken cancellationToken)
    {
        if (await FindAsync(session.ContentId, cancellationToken) is not { Type: ContentType.Episode } episode)
            return null;
        List<string> ids = [session.RequestedId, episode.ContentId, .. episode.ExternalIds.Select(id => $"{id.Key}:{id.Value}")];
        List<string> candidates = [.. Episodes.NextOf(ids.Distinct(StringComparer.Ordinal))];
        if (candidates.Count == 0)
            return null;
        var found = await grains.GetGrain<ITitleLookupGrain>(0).DescribeAsync(candidates, cancellationToken);
        // One of which only the series is known may not exist.
        return found.FirstOrDefault(title => title is not null && !Episodes.TryGetSeries(title.ContentId, out _));
    }
}
