using System.Collections.Frozen;
using MediaGateway.Domain.Platforms;

namespace MediaGateway.Providers.Payloads;

/// <summary>
/// An address that a source gives for a title on a platform. Where it leads there by way of an advertiser, it is the
/// address behind; the platform's own id of the title is read out of it.
/// </summary>
/// <param name="Platform">The platform (<c>netflix</c>).</param>
/// <param name="Address">The address; null where there is none.</param>
/// <param name="Id">The platform's id (<c>80057281</c>); null where the address does not show one.</param>
public readonly record struct PlatformLink(string Platform, string? Address, string? Id)
{
    private const int MostWrappings = 3;
    private const int UuidLength = 36;

    private static readonly FrozenDictionary<string, Places> Known = new Dictionary<string, Places>(StringComparer.Ordinal)
    {
        ["abema"] = new(["video/title"]),
        ["apple_tv"] = new(["movie", "show", "episode"]),
        ["arte"] = new(["videos"]),
        ["bbc_iplayer"] = new(["iplayer/episode", "iplayer/episodes"]),
        ["channel_4"] = new(["programmes"]),
        ["crunchyroll"] = new(["series", "watch"]),
        ["curiosity_stream"] = new(["video", "series"]),
        ["dailymotion"] = new(["video"]),
        ["disney_plus"] = new(["browse"]),
        ["filmin"] = new(["pelicula", "serie"]),
        ["google_play"] = new([], "id"),
        ["hbo_max"] = new(["movie", "movies", "show", "shows"]),
        ["hulu"] = new(["movie", "series", "watch"]),
        ["joyn"] = new(["filme", "serien"]),
        ["kanopy"] = new(["video"]),
        ["kinopoisk"] = new(["film", "series"]),
        ["mubi"] = new(["films"]),
        ["netflix"] = new(["title", "watch"]),
        ["nrk_tv"] = new(["serie", "program"]),
        ["paramount_plus"] = new(["movies/video", "shows"]),
        ["plex"] = new(["movie", "show"]),
        ["prime_video"] = new(["detail", "dp"], "gti", "asin"),
        ["stan"] = new(["programs"]),
        ["starz"] = new(["movies", "series"]),
        ["tubi"] = new(["movies", "series"]),
        ["u_next"] = new(["title"]),
        ["vidio"] = new(["premier"]),
        ["youtube"] = new(["embed"], "v"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads a link. What is no web address, such as a sentence about paid plans, is noted and left out.</summary>
    /// <param name="link">The address.</param>
    /// <param name="platform">The platform it should lead to.</param>
    public static PlatformLink Read(Payload link, string platform)
    {
        if (link.Text is not { } text) return new PlatformLink(platform, null, null);
        if (WebAddress(text) is not { } address)
        {
            link.Note();
            return new PlatformLink(platform, null, null);
        }

        return PlatformDirectory.Find(platform) is { } known && OwnOf(known, address, MostWrappings) is { } own
            ? new PlatformLink(platform, own.AbsoluteUri, IdIn(known, own))
            : new PlatformLink(platform, address.AbsoluteUri, null);
    }

    private static Uri? WebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;

    private static Uri? OwnOf(Platform platform, Uri address, int wrappings)
    {
        if (Secure(address) is var secure && platform.Owns(secure)) return secure;
        return wrappings == 0 ? null : Parameters(address)
            .Select(parameter => WebAddress(parameter.Value) is { } behind ? OwnOf(platform, behind, wrappings - 1) : null)
            .FirstOrDefault(own => own is not null);
    }

    private static Uri Secure(Uri address) => address.Scheme == Uri.UriSchemeHttp && address.IsDefaultPort
        ? new UriBuilder(address) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri
        : address;

    private static string? IdIn(Platform platform, Uri address)
    {
        if (!Known.TryGetValue(platform.Id, out var places)) return null;
        var named = Parameters(address).Where(parameter => places.Named.Contains(parameter.Key)).Select(parameter => parameter.Value);
        return named.Concat(places.Behind.SelectMany(marker => SegmentsBehind(address, marker)))
            .SelectMany(WithAndWithoutSlug)
            .FirstOrDefault(platform.IsId);
    }

    private static IEnumerable<string> SegmentsBehind(Uri address, string marker)
    {
        var start = $"/{marker}/";
        var at = address.AbsolutePath.IndexOf(start, StringComparison.Ordinal);

        // Paramount+ puts the videos of its shows behind the same word, and they are not the show.
        return at < 0 ? [] : address.AbsolutePath[(at + start.Length)..].Split('/').TakeWhile(segment => segment != "video").Select(Uri.UnescapeDataString);
    }

    private static IEnumerable<string> WithAndWithoutSlug(string segment) =>
        segment.Length > UuidLength && segment[^(UuidLength + 1)] == '-' ? [segment, segment[^UuidLength..]] : [segment];

    private static IEnumerable<KeyValuePair<string, string>> Parameters(Uri address) =>
        from part in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let end = part.IndexOf('=', StringComparison.Ordinal)
        where end > 0
        select KeyValuePair.Create(part[..end], Uri.UnescapeDataString(part[(end + 1)..]));

    /// <summary>Where a platform's addresses show ids.</summary>
    /// <param name="Behind">Behind which part of the path.</param>
    /// <param name="Named">In which parameters.</param>
    private sealed record Places(string[] Behind, params string[] Named);
}
