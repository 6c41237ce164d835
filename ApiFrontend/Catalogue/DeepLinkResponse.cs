using MediaGateway.Domain.Platforms;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>What opens a title on a platform.</summary>
/// <param name="Url">What the device opens.</param>
/// <param name="Fallback">A web address for when it cannot; null where <paramref name="Url"/> is one.</param>
/// <param name="Package">The Android app; null elsewhere, or where none is known.</param>
/// <param name="AppStoreId">The number of the iOS app in Apple's store; null elsewhere, or where none is known.</param>
public sealed record DeepLinkResponse(string Url, string? Fallback, string? Package, string? AppStoreId)
{
    internal static DeepLinkResponse Of(DeepLink link) => new(link.Url, link.Fallback, link.Package, link.AppStoreId);
}
