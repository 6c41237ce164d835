using System.Globalization;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Platforms;

/// <summary>
/// Makes the link that opens a title on a platform: from the platform's own id of the title where one is known, else from
/// an offer's address where it is the platform's own, else to the front page. Nothing goes into a link that does not have
/// the form which the platform's ids and hosts have.
/// </summary>
public static class DeepLinks
{
    private const string SecondsPlace = "{seconds}";

    /// <summary>The link for a title.</summary>
    /// <param name="platform">Where it is to be opened.</param>
    /// <param name="content">The title.</param>
    /// <param name="os">On what.</param>
    /// <param name="requestedId">The id by which it was asked for, which may be the platform's own; null where there is no other.</param>
    /// <param name="position">Where to start; zero is the beginning.</param>
    public static DeepLink Of(Platform platform, Content content, DeviceOs os, string? requestedId = null, TimeSpan position = default)
    {
        if (IdsOf(platform, content, requestedId).FirstOrDefault(id => platform.Web.AddressOf(content.Type, id) is not null) is { } id)
        {
            return OfId(platform, content.Type, id, os, position);
        }

        return content.Availability
            .Where(offer => offer.Platform == platform.Id)
            .Select(offer => Uri.TryCreate(offer.DeepLink, UriKind.Absolute, out var address) && platform.Owns(address) ? address.AbsoluteUri : null)
            .OfType<string>().FirstOrDefault() is { } address
            ? OfAddress(platform, address, os, DeepLinkLevel.Title)
            : OfAddress(platform, platform.Home, os, DeepLinkLevel.App);
    }

    private static DeepLink OfId(Platform platform, ContentType type, string id, DeviceOs os, TimeSpan position)
    {
        var page = platform.Web.AddressOf(type, id)!;
        if (position > TimeSpan.Zero && platform.PositionSuffix is { } suffix)
        {
            var seconds = ((long)position.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return OfAddress(platform, page + suffix.Replace(SecondsPlace, seconds, StringComparison.Ordinal), os, DeepLinkLevel.Position);
        }

        var inApp = os switch
        {
            DeviceOs.Ios => platform.Ios.AddressOf(type, id),
            DeviceOs.Android => platform.Android.AddressOf(type, id),
            _ => null,
        };
        return inApp is null
            ? OfAddress(platform, page, os, DeepLinkLevel.Title)
            : new DeepLink(inApp, page, PackageFor(platform, os), StoreFor(platform, os), DeepLinkLevel.Title);
    }

    private static DeepLink OfAddress(Platform platform, string address, DeviceOs os, DeepLinkLevel level) =>
        os is DeviceOs.Android && platform.Package is { } package
            ? new DeepLink(IntentOf(address, package), address, package, null, level)
            : new DeepLink(address, null, PackageFor(platform, os), StoreFor(platform, os), level);

    /// <summary>An intent that opens a web address in an app (https://developer.chrome.com/docs/android/intents).</summary>
    private static string IntentOf(string address, string package)
    {
        // What follows a # in the address would end it inside of an intent.
        var target = address.AsSpan("https://".Length);
        var fragment = target.IndexOf('#');
        return $"intent://{(fragment < 0 ? target : target[..fragment])}#Intent;scheme=https;package={package};end";
    }

    private static IEnumerable<string> IdsOf(Platform platform, Content content, string? requestedId)
    {
        var named = ContentId.TryParse(requestedId, out var requested, out _) && requested.Scheme == platform.Id ? requested.Local : null;
        return new[] { named, content.ExternalIds.GetValueOrDefault(platform.Id) }
            .OfType<string>()
            .SelectMany(id => new[] { id, EpisodeSuffix.Without(id) })
            .Where(platform.IsId);
    }

    private static string? PackageFor(Platform platform, DeviceOs os) => os is DeviceOs.Android ? platform.Package : null;

    private static string? StoreFor(Platform platform, DeviceOs os) => os is DeviceOs.Ios ? platform.AppStoreId : null;
}
