using MediaGateway.Domain.Alerts;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Playback;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>Something that devices of a user are to do or to know at once. It is not kept for those that are not connected.</summary>
/// <param name="Kind">What.</param>
/// <param name="TargetDeviceId">The device that it is for; null for all but the one that it comes from.</param>
/// <param name="DeviceId">The device that it comes from.</param>
/// <param name="SessionId">The playback session that it is about.</param>
/// <param name="ContentId">The canonical id of the title that is played.</param>
/// <param name="Platform">On which platform.</param>
/// <param name="PositionMs">Where, in milliseconds.</param>
/// <param name="State">What the player is doing.</param>
[GenerateSerializer, Immutable, Alias("mg.device-command")]
public sealed record DeviceCommand(
    [property: Id(0)] DeviceCommandKind Kind,
    [property: Id(1)] string? TargetDeviceId,
    [property: Id(2)] string DeviceId,
    [property: Id(3)] string SessionId,
    [property: Id(4)] string ContentId,
    [property: Id(5)] string Platform,
    [property: Id(6)] long PositionMs,
    [property: Id(7)] PlaybackState State)
{
    /// <summary>What the target opens to go on; null unless it is a hand-off.</summary>
    [Id(8)] public string? DeepLink { get; init; }

    /// <summary>How far that leads; null unless it is a hand-off.</summary>
    [Id(9)] public DeepLinkLevel? Level { get; init; }

    /// <summary>What the user is alerted of; null unless it is an alert, which comes from no device and is about no playback.</summary>
    [Id(10)] public TitleAlert? Alert { get; init; }

    /// <summary>The command that tells all devices of an alert.</summary>
    public static DeviceCommand Of(TitleAlert alert) =>
        new(DeviceCommandKind.Alert, null, string.Empty, string.Empty, alert.ContentId, alert.Platform, 0, PlaybackState.Stopped) { Alert = alert };
}

/// <summary>The kinds of commands.</summary>
[GenerateSerializer, Alias("mg.device-command-kind")]
public enum DeviceCommandKind
{
    /// <summary>A player elsewhere plays, pauses, jumps or is over.</summary>
    Playback,
    /// <summary>Go on with what another device has played so far.</summary>
    Handoff,
    /// <summary>Another device goes on with what this one has played so far: stop.</summary>
    HandedOff,
    /// <summary>A title on the list arrived on, left or will soon leave a service that the user has.</summary>
    Alert,
}
