using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>What kind of thing a title is.</summary>
[GenerateSerializer, Alias("mg.content-type"), JsonConverter(typeof(SnakeCaseEnumConverter<ContentType>))]
public enum ContentType
{
    /// <summary>A film.</summary>
    Movie,
    /// <summary>A series as a whole.</summary>
    Series,
    /// <summary>One season of a series.</summary>
    Season,
    /// <summary>One episode.</summary>
    Episode,
    /// <summary>A single video, such as one on YouTube.</summary>
    Video,
    /// <summary>A musician or group.</summary>
    Artist,
    /// <summary>An album.</summary>
    Album,
    /// <summary>One track.</summary>
    Track,
    /// <summary>A playlist.</summary>
    Playlist,
}
