using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Playback;

/// <summary>What a player is doing.</summary>
[GenerateSerializer, Alias("mg.playback-state"), JsonConverter(typeof(SnakeCaseEnumConverter<PlaybackState>))]
public enum PlaybackState
{
    /// <summary>It plays.</summary>
    Playing,
    /// <summary>It stands still and may go on.</summary>
    Paused,
    /// <summary>Somebody has ended it.</summary>
    Stopped,
    /// <summary>It has come to the end.</summary>
    Ended,
}
