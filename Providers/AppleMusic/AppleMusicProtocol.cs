using System.Net.Http.Headers;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.AppleMusic;

/// <summary>The Apple Music API (https://developer.apple.com/documentation/applemusicapi). Its secret is a developer token.</summary>
public sealed class AppleMusicProtocol : IUpstreamProtocol
{
    private const string PageSize = "25";

    private static readonly Platform Platform = PlatformDirectory.Find(AppleMusicTitles.Source)!;

    /// <inheritdoc/>
    public string SourceId => AppleMusicTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://api.music.apple.com/v1/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Platform: not (null or AppleMusicTitles.Source) } => false,
        { Operation: SourceOperation.Search, Text: not null } => true,
        { Operation: SourceOperation.Details or SourceOperation.Availability } => IdOf(query) is not null && AppleMusicTitles.FolderOf(query.Type) is not null,
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
        var titles = new AppleMusicTitles(query.Region, at);
        return JsonReply.Read(reply, payload => query.Operation switch
        {
            SourceOperation.Search => new Mapped(titles.OfSearch(payload)),
            SourceOperation.Details => new Mapped(payload["data"].Items.Select(titles.Of)),
            SourceOperation.Availability => new Mapped([]) { Offers = [.. payload["data"].Items.SelectMany(entry => titles.Of(entry)?.Availability ?? [])] },
            _ => new Mapped([]),
        });
    }

    private static QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search => new QueryText("catalog", StorefrontOf(query), "search")
            .With("term", query.Text)
            .With("types", "artists,albums,songs,playlists")
            .With("limit", PageSize),
        SourceOperation.Details or SourceOperation.Availability =>
            new QueryText("catalog", StorefrontOf(query), AppleMusicTitles.FolderOf(query.Type)!, IdOf(query)!),
        _ => new QueryText("storefronts", "us"),
    };

    private static string StorefrontOf(SourceQuery query) => query.Region.ToLowerInvariant();

    private static string? IdOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id.Scheme == Platform.Id && Platform.IsId(id.Local) ? id.Local : null;
}
