using MediaGateway.Domain.Discovery;

namespace MediaGateway.Grains.Interfaces.Discovery;

/// <summary>A search.</summary>
/// <param name="Text">The words.</param>
/// <param name="Filter">What a match must be beside.</param>
/// <param name="Limit">How many hits to give, at least 1.</param>
/// <param name="After">Only hits that come after this one; null is from the first.</param>
[GenerateSerializer, Immutable, Alias("mg.search-request")]
public sealed record SearchRequest(
    [property: Id(0)] string Text,
    [property: Id(1)] TitleFilter Filter,
    [property: Id(2)] int Limit,
    [property: Id(3)] HitPosition? After);

/// <summary>What was found.</summary>
/// <param name="IsReady">False while the silo still reads the catalogue: nothing was searched.</param>
/// <param name="Hits">One page, the best first.</param>
/// <param name="Total">How many titles match on all pages.</param>
/// <param name="Next">After which hit the next page begins; null when this is the last.</param>
[GenerateSerializer, Immutable, Alias("mg.search-answer")]
public sealed record SearchAnswer(
    [property: Id(0)] bool IsReady,
    [property: Id(1)] IReadOnlyList<SearchHit> Hits,
    [property: Id(2)] int Total,
    [property: Id(3)] HitPosition? Next)
{
    /// <summary>The answer of a silo that still reads the catalogue.</summary>
    public static SearchAnswer NotReady { get; } = new(false, [], 0, null);
}

/// <summary>One title that was found.</summary>
/// <param name="Document">The content object as JSON in UTF-8, complete.</param>
/// <param name="Score">How well it matches, from 0 to 1.</param>
/// <param name="IsAvailable">Whether some platform has it, in the region asked for when there was one.</param>
[GenerateSerializer, Immutable, Alias("mg.search-hit")]
public sealed record SearchHit(
    [property: Id(0)] ReadOnlyMemory<byte> Document,
    [property: Id(1)] double Score,
    [property: Id(2)] bool IsAvailable);
