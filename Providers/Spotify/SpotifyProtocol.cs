using System.Net.Http.Headers;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Spotify;

/// <summary>The Spotify Web API (https://developer.spotify.com/documentation/web-api). Its secret is an access token.</summary>
public sealed class SpotifyProtocol : IUpstreamProtocol
{
    // The most that is given for each type; more is refused as an invalid limit.
    private const string PageSize = "10";

    private static readonly Platform Platform = PlatformDirectory.Find(SpotifyTitles.Source)!;

    /// <inheritdoc/>
    public string SourceId => SpotifyTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://api.spotify.com/v1/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Platform: not (null or SpotifyTitles.Source) } => false,
        { Operation: SourceOperation.Search, Text: not null } => true,
        { Operation: SourceOperation.Details or SourceOperation.Availability } => IdOf(query) is not null && FolderOf(query.Type) is not null,
        { Operation: SourceOperation.Health } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret)
    {
        var request = AddressOf(query).Get();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return request;
    }

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at)
    {
        if (reply is { Outcome: SourceOutcome.Throttled, RetryAfter: { Ticks: <= 0 } })
        {
            // Beside a refusal, a wait of nothing says nothing.
            return (reply with { RetryAfter = null }).ToSourceReply();
        }

        if (IdOf(query) is not null && reply.Status == 400 && JsonReply.Inspect(reply, IsAboutId))
        {
            return SourceReply.Of(SourceOutcome.NotFound, "there is no such id");
        }

        var titles = new SpotifyTitles(query.Region, at);
        return JsonReply.Read(reply, payload => query.Operation switch
        {
            SourceOperation.Search => new Mapped(titles.OfSearch(payload)),
            SourceOperation.Details => new Mapped([titles.Of(query.Type, payload)]),
            SourceOperation.Availability => new Mapped([]) { Offers = titles.Of(query.Type, payload)?.Availability ?? [] },
            _ => new Mapped([]),
        });
    }

    private static QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search => new QueryText("search")
            .With("q", query.Text)
            .With("type", "artist,album,track,show,episode")
            .With("limit", PageSize)
            .With("market", query.Region),
        SourceOperation.Details or SourceOperation.Availability => new QueryText(FolderOf(query.Type)!, IdOf(query)!)
            .With("market", query.Type is ContentType.Artist ? null : query.Region),
        _ => new QueryText("search").With("q", "a").With("type", "track").With("limit", "1"),
    };

    /// <remarks>An id of Spotify's does not tell what it is the id of.</remarks>
    private static string? FolderOf(ContentType? type) => type switch
    {
        ContentType.Track => "tracks",
        ContentType.Album => "albums",
        ContentType.Artist => "artists",
        ContentType.Playlist => "playlists",
        ContentType.Series => "shows",
        ContentType.Episode => "episodes",
        _ => null,
    };

    private static string? IdOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id.Scheme == Platform.Id && Platform.IsId(id.Local) ? id.Local : null;

    /// <remarks>An id of 22 characters may still be beyond the 128 bits that there are; that is a 400 and not a 404.</remarks>
    private static bool IsAboutId(Payload body) =>
        body["error"]["message"].Text is { } message
        && (message.Contains("invalid id", StringComparison.OrdinalIgnoreCase) || message.Contains("base62 id", StringComparison.OrdinalIgnoreCase));
}
