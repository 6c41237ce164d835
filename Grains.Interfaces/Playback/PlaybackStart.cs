namespace MediaGateway.Grains.Interfaces.Playback;

/// <summary>What is to be played.</summary>
/// <param name="ContentId">Any id of the title.</param>
/// <param name="Platform">The platform, one that the gateway knows.</param>
/// <param name="DeviceId">The device that plays it.</param>
/// <param name="TokenHash">The hash of the token that the player gets.</param>
[GenerateSerializer, Immutable, Alias("mg.playback-start")]
public sealed record PlaybackStart(
    [property: Id(0)] string ContentId,
    [property: Id(1)] string Platform,
    [property: Id(2)] string DeviceId,
    [property: Id(3)] string TokenHash);

/// <summary>How starting a session ended.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Url">What opens the title on the platform; null unless it is started.</param>
/// <param name="ResumePositionMs">Where to go on, in milliseconds.</param>
[GenerateSerializer, Immutable, Alias("mg.playback-started")]
public sealed record PlaybackStarted(
    [property: Id(0)] PlaybackOutcome Outcome,
    [property: Id(1)] string? Url = null,
    [property: Id(2)] long ResumePositionMs = 0);

/// <summary>How a wish of a player ended.</summary>
[GenerateSerializer, Alias("mg.playback-outcome")]
public enum PlaybackOutcome
{
    /// <summary>It was done.</summary>
    Done,
    /// <summary>No title is known by the id.</summary>
    UnknownContent,
    /// <summary>The device is not the user's.</summary>
    UnknownDevice,
    /// <summary>The session is not there, or not the user's.</summary>
    UnknownSession,
    /// <summary>The session is over: its player ended it, or its device plays another one.</summary>
    Over,
    /// <summary>The device cannot be reached.</summary>
    DeviceOffline,
    /// <summary>The session is on that device already.</summary>
    SameDevice,
    /// <summary>Too much is waiting to be written: nothing was made durable, try again shortly.</summary>
    Overloaded,
    /// <summary>The database does not answer: send the same again.</summary>
    Unavailable,
}
