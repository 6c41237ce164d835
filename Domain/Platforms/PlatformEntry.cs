using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Platforms;

/// <summary>A platform as it stands in <c>platforms.json</c>.</summary>
internal sealed record PlatformEntry
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Home { get; init; }

    /// <summary>The platform's own hosts, where they are not that of its front page.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>What its ids look like, as a regular expression without anchors.</summary>
    public string? Ids { get; init; }

    /// <summary>Addresses by the type of the title, or <c>any</c>, with <c>{id}</c> where the id goes.</summary>
    public IReadOnlyDictionary<string, string>? Web { get; init; }

    public IReadOnlyDictionary<string, string>? Ios { get; init; }

    public IReadOnlyDictionary<string, string>? Android { get; init; }

    public string? Package { get; init; }

    public string? AppStoreId { get; init; }

    /// <summary>What is put behind a web address to start at a position, with <c>{seconds}</c>.</summary>
    public string? At { get; init; }

    public IReadOnlyList<string>? Regions { get; init; }

    public TimeSpan? ReadEvery { get; init; }

    public TimeSpan? CircuitOpenFor { get; init; }
}

/// <summary>The generated reading of platforms.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PlatformEntry[]))]
internal sealed partial class PlatformJsonContext : JsonSerializerContext;
