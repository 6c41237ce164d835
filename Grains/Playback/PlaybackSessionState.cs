namespace MediaGateway.Grains.Playback;

/// <summary>What is stored of a session; how far it has come is in its user's log.</summary>
public sealed record PlaybackSessionState
{
    /// <summary>Whose it is; null when there is no session.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The canonical id of the title.</summary>
    public string ContentId { get; init; } = "";

    /// <summary>The id by which it was asked for.</summary>
    public string RequestedId { get; init; } = "";

    /// <summary>The platform it is played on.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The device it is played on.</summary>
    public string DeviceId { get; init; } = "";

    /// <summary>The hash of the player's token.</summary>
    public string TokenHash { get; init; } = "";

    /// <summary>Whether the history has it as watched.</summary>
    public bool IsWatched { get; init; }
}
