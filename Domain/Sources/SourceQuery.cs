using System.Globalization;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Sources;

/// <summary>One question to a source. Two that are equal have the same answer, and share it.</summary>
[GenerateSerializer, Immutable, Alias("mg.source-query")]
public sealed record SourceQuery
{
    /// <summary>What is asked.</summary>
    [Id(0)] public required SourceOperation Operation { get; init; }

    /// <summary>The words of a search.</summary>
    [Id(1)] public string? Text { get; init; }

    /// <summary>The title that details or offers are asked of, as a content id (<c>imdb:tt0133093</c>, <c>netflix:80057281</c>).</summary>
    [Id(2)] public string? ContentId { get; init; }

    /// <summary>What kind of thing the title is, where that is known; TMDb numbers films and series apart.</summary>
    [Id(3)] public ContentType? Type { get; init; }

    /// <summary>The platform that is asked about (<c>netflix</c>); null for all that the source knows.</summary>
    [Id(4)] public string? Platform { get; init; }

    /// <summary>The country, as two capital letters (ISO 3166-1).</summary>
    [Id(5)] public required string Region { get; init; }

    /// <summary>Where the next page of a catalogue begins, as the source gave it; null for the first.</summary>
    [Id(6)] public string? Cursor { get; init; }

    /// <summary>How many days ahead something may leave to be told of.</summary>
    [Id(7)] public int? Days { get; init; }

    /// <summary>What names the question among all that a source can be asked.</summary>
    public string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"{Operation}\n{Text}\n{ContentId}\n{Type}\n{Platform}\n{Region}\n{Cursor}\n{Days}");
}

/// <summary>What a source can be asked.</summary>
[GenerateSerializer, Alias("mg.source-operation")]
public enum SourceOperation
{
    /// <summary>Which titles match these words.</summary>
    Search,
    /// <summary>What is known of a title.</summary>
    Details,
    /// <summary>Where a title can be watched.</summary>
    Availability,
    /// <summary>What a platform has, page by page.</summary>
    Catalogue,
    /// <summary>What leaves a platform soon.</summary>
    Expiring,
    /// <summary>Whether the source answers at all.</summary>
    Health,
}
