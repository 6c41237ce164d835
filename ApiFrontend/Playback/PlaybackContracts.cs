using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Playback;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Discovery;

namespace MediaGateway.ApiFrontend.Playback;

/// <summary>What is to be played.</summary>
/// <param name="ContentId">Any id of the title.</param>
/// <param name="Platform">The platform, such as <c>netflix</c>.</param>
/// <param name="DeviceId">The caller's device that plays it.</param>
public sealed record PlaybackSessionRequest(
    [property: Required, StringLength(SyncLimits.MaxContentIdLength, MinimumLength = 1)] string? ContentId,
    [property: Required, StringLength(PlaybackEndpoints.MostPlatformCharacters, MinimumLength = 1)] string? Platform,
    [property: Required, StringLength(SyncLimits.MaxIdLength, MinimumLength = 1)] string? DeviceId);

/// <summary>A playback session.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="SessionToken">Good for the heartbeats of this session in place of an access token, and for nothing else.</param>
/// <param name="Url">What opens the title on the platform.</param>
/// <param name="ResumePositionMs">Where to go on, in milliseconds; 0 for what was watched to the end.</param>
public sealed record PlaybackSessionResponse(string SessionId, string SessionToken, string Url, long ResumePositionMs);

/// <summary>What a player says of itself, every 30 seconds and whenever its state changes.</summary>
/// <param name="PositionMs">Where it is, in milliseconds.</param>
/// <param name="DurationMs">How long the title is, in milliseconds; left out where the player does not know.</param>
/// <param name="State">What it is doing.</param>
public sealed record HeartbeatRequest(
    [property: Required, Range(0, SyncLimits.MaxPositionMs)] long? PositionMs,
    [property: Range(1, SyncLimits.MaxPositionMs)] long? DurationMs,
    [property: Required] PlaybackState? State);

/// <summary>The answer to a heartbeat.</summary>
/// <param name="PositionMs">Where the player is, in milliseconds.</param>
/// <param name="Durable">Whether that survives everything; else it is made durable within a minute.</param>
/// <param name="Watched">Whether the title counts as watched.</param>
/// <param name="Next">The episode that follows; only once this one is watched, and only where one is known.</param>
public sealed record HeartbeatResponse(
    long PositionMs,
    bool Durable,
    bool Watched,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NextTitleResponse? Next);

/// <summary>The title that follows.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Title">The title.</param>
/// <param name="Type">What kind of thing it is.</param>
/// <param name="Year">The year it came out.</param>
public sealed record NextTitleResponse(string ContentId, string Title, ContentType Type, int? Year)
{
    internal static NextTitleResponse? Of(TitleDescription? title) =>
        title is null ? null : new NextTitleResponse(title.ContentId, title.Title, title.Type, title.Year);
}

/// <summary>How far a title was watched.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="RequestedId">The id that was asked for, where it is another.</param>
/// <param name="PositionMs">How far, in milliseconds; 0 for what was never watched.</param>
/// <param name="LastUpdated">When that was said; null for what was never watched.</param>
/// <param name="LastDevice">The device that said so; null where it was none.</param>
public sealed record PositionResponse(
    string ContentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestedId,
    long PositionMs,
    DateTimeOffset? LastUpdated,
    string? LastDevice);

/// <summary>Where a playback is to go on.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="TargetDeviceId">The device of the caller that takes over.</param>
public sealed record HandoffRequest(
    [property: Required, StringLength(SyncLimits.MaxIdLength, MinimumLength = 1)] string? SessionId,
    [property: Required, StringLength(SyncLimits.MaxIdLength, MinimumLength = 1)] string? TargetDeviceId);

/// <summary>What the target was told.</summary>
/// <param name="Level">How far the link leads: to the position, to the title, or only to the app.</param>
/// <param name="DeepLink">What the target opens.</param>
public sealed record HandoffResponse(DeepLinkLevel Level, string DeepLink);
