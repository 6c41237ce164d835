using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Discovery;

/// <summary>What is asked of the index.</summary>
public sealed record TextQuery
{
    /// <summary>The words. The last one may be the beginning of a word.</summary>
    public required string Text { get; init; }

    /// <summary>What a match must be beside.</summary>
    public TitleFilter Filter { get; init; } = TitleFilter.None;

    /// <summary>How many hits to give, at least 1.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Only hits that come after this one; null is from the first.</summary>
    public HitPosition? After { get; init; }

    /// <summary>Whether only titles are looked at, for typeahead.</summary>
    public bool NamesOnly { get; init; }
}

/// <summary>What a match must be beside matching the words. Filters only narrow: they never change how well a title matches.</summary>
[GenerateSerializer, Immutable, Alias("mg.title-filter")]
public sealed record TitleFilter
{
    /// <summary>Everything passes.</summary>
    public static TitleFilter None { get; } = new();

    /// <summary>The kinds of title that pass; empty is all.</summary>
    [Id(0)] public IReadOnlyList<ContentType> Types { get; init; } = [];

    /// <summary>Genres of which a title must have one; empty is all.</summary>
    [Id(1)] public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>The first year that passes.</summary>
    [Id(2)] public int? YearFrom { get; init; }

    /// <summary>The last year that passes.</summary>
    [Id(3)] public int? YearTo { get; init; }

    /// <summary>Platforms of which one must have it; empty is all.</summary>
    [Id(4)] public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The region in which a platform must have it; null is anywhere, or nowhere.</summary>
    [Id(5)] public string? Region { get; init; }
}

/// <summary>The place of a hit in the order of all hits.</summary>
/// <param name="Rank">Its rank, the greatest first.</param>
/// <param name="ContentId">Decides between equal ranks.</param>
[GenerateSerializer, Immutable, Alias("mg.hit-position")]
public readonly record struct HitPosition([property: Id(0)] uint Rank, [property: Id(1)] string ContentId);

/// <summary>One title that matches.</summary>
/// <param name="Title">The title.</param>
/// <param name="Score">How well it matches, from 0 to 1.</param>
/// <param name="Position">Its place in the order.</param>
public readonly record struct TitleHit(FoundTitle Title, double Score, HitPosition Position);

/// <summary>A page of hits, the best first.</summary>
/// <param name="Hits">The hits of this page.</param>
/// <param name="Total">How many titles match on all pages.</param>
/// <param name="HasMore">Whether another page follows.</param>
public sealed record TitleHits(IReadOnlyList<TitleHit> Hits, int Total, bool HasMore);
