using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Discovery;

/// <summary>One title as the index takes it in.</summary>
public sealed record IndexedTitle
{
    /// <summary>The canonical id. Another title with the same id replaces this one.</summary>
    public required string ContentId { get; init; }

    /// <summary>Every other id that leads to it.</summary>
    public IReadOnlyList<string> OutsideIds { get; init; } = [];

    /// <summary>Canonical ids of titles that turned out to be this one: it takes their places in the index.</summary>
    public IReadOnlyList<string> Absorbed { get; init; } = [];

    /// <summary>The title as it is shown.</summary>
    public required string Title { get; init; }

    /// <summary>The title in the language it was made in; null where it is the same or unknown.</summary>
    public string? OriginalTitle { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public ContentType Type { get; init; }

    /// <summary>The year it came out; null where unknown.</summary>
    public int? Year { get; init; }

    /// <summary>Its genres.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>What it is about, in single words.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Who plays in it, the most important first.</summary>
    public IReadOnlyList<string> Cast { get; init; } = [];

    /// <summary>Who directed it.</summary>
    public IReadOnlyList<string> Directors { get; init; } = [];

    /// <summary>What it is about.</summary>
    public string? Overview { get; init; }

    /// <summary>Where it can be had.</summary>
    public IReadOnlyList<TitleOffer> Offers { get; init; } = [];

    /// <summary>How many people rated it; 0 where unknown. Decides only between titles that match equally well.</summary>
    public long Votes { get; init; }

    /// <summary>What is handed back with a hit: the title as JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }
}

/// <summary>One platform in one region that has a title.</summary>
/// <param name="Platform">The platform, such as <c>netflix</c>.</param>
/// <param name="Region">The region, such as <c>US</c>; null where the source names none.</param>
public readonly record struct TitleOffer(string Platform, string? Region);
