using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Platforms;

/// <summary>How to open a title on a platform.</summary>
/// <param name="Url">What the device opens.</param>
/// <param name="Fallback">A web address for when it cannot; null where <paramref name="Url"/> is one.</param>
/// <param name="Package">The Android app that it opens in; null elsewhere, or where none is known.</param>
/// <param name="AppStoreId">The number of the iOS app in Apple's store; null elsewhere, or where none is known.</param>
/// <param name="Level">How far the link leads.</param>
[GenerateSerializer, Immutable, Alias("mg.deep-link")]
public sealed record DeepLink(
    [property: Id(0)] string Url,
    [property: Id(1)] string? Fallback,
    [property: Id(2)] string? Package,
    [property: Id(3)] string? AppStoreId,
    [property: Id(4)] DeepLinkLevel Level);

/// <summary>How far a link leads into a platform.</summary>
[GenerateSerializer, Alias("mg.deep-link-level"), JsonConverter(typeof(SnakeCaseEnumConverter<DeepLinkLevel>))]
public enum DeepLinkLevel
{
    /// <summary>To the platform; the title has to be found there by hand.</summary>
    App,
    /// <summary>To the title.</summary>
    Title,
    /// <summary>To the place in the title where it was left.</summary>
    Position,
}

/// <summary>For what kind of device a link is made.</summary>
[GenerateSerializer, Alias("mg.device-os")]
public enum DeviceOs
{
    /// <summary>Anything with a browser. Phones open the app from such a link where it is installed.</summary>
    Web,
    /// <summary>An iPhone or iPad.</summary>
    Ios,
    /// <summary>A device with Android.</summary>
    Android,
}
