using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue.Merging;

namespace MediaGateway.Domain.Catalogue;

/// <summary>One title of the catalogue, merged from every source that knows it. Never changed after it was made.</summary>
[GenerateSerializer, Immutable, Alias("mg.content")]
public sealed record Content
{
    /// <summary>The canonical id; see <see cref="Catalogue.ContentId"/>. It stays what it was when the title was first written.</summary>
    [Id(0)] public required string ContentId { get; init; }

    /// <summary>What kind of thing it is; a film when no source has said.</summary>
    [Id(1)] public required ContentType Type { get; init; }

    /// <summary>The title as it is shown.</summary>
    [Id(2)] public required string Title { get; init; }

    /// <summary>The title in its own language, where it is another.</summary>
    [Id(3)] public string? OriginalTitle { get; init; }

    /// <summary>The year it came out.</summary>
    [Id(4)] public int? Year { get; init; }

    /// <summary>How long it runs. It stands near the front, with what lists show, so that they need not read the rest of a document.</summary>
    [Id(12)] public int? RuntimeMinutes { get; init; }

    /// <summary>The day it came out.</summary>
    [Id(5)] public DateOnly? ReleaseDate { get; init; }

    /// <summary>What it is about.</summary>
    [Id(6)] public string? Overview { get; init; }

    /// <summary>Words it is found by.</summary>
    [Id(7)] public IReadOnlyList<string> Keywords { get; init => field = value ?? []; } = [];

    /// <summary>Addresses of trailers.</summary>
    [Id(8)] public IReadOnlyList<string> Trailers { get; init => field = value ?? []; } = [];

    /// <summary>Genres, in English.</summary>
    [Id(9)] public IReadOnlyList<string> Genres { get; init => field = value ?? []; } = [];

    /// <summary>Who plays in it, the leads first.</summary>
    [Id(10)] public IReadOnlyList<string> Cast { get; init => field = value ?? []; } = [];

    /// <summary>Who directed it.</summary>
    [Id(11)] public IReadOnlyList<string> Directors { get; init => field = value ?? []; } = [];

    /// <summary>How many seasons a series has.</summary>
    [Id(13)] public int? Seasons { get; init; }

    /// <summary>Whose album or track it is.</summary>
    [Id(14)] public string? Artist { get; init; }

    /// <summary>How many tracks an album or playlist has.</summary>
    [Id(15)] public int? Tracks { get; init; }

    /// <summary>The gateway's own rating, 0 to 5 in tenths.</summary>
    [Id(16)] public decimal? Rating { get; init; }

    /// <summary>The ratings of others, each on its own scale.</summary>
    [Id(17)] public IReadOnlyList<SourceRating> Ratings { get; init => field = value ?? []; } = [];

    /// <summary>Where its pictures are.</summary>
    [Id(18)] public ContentImages Images { get; init => field = value ?? ContentImages.None; } = ContentImages.None;

    /// <summary>Its ids elsewhere, by who gave them (<c>imdb</c> → <c>tt0133093</c>, <c>tmdb</c> → <c>603</c>).</summary>
    [Id(19)] public IReadOnlyDictionary<string, string> ExternalIds { get; init => field = value ?? NoText; } = NoText;

    /// <summary>Where it can be watched or heard.</summary>
    [Id(20)] public IReadOnlyList<Offer> Availability { get; init => field = value ?? []; } = [];

    /// <summary>Which source each field was taken from, by the field's name in JSON; several, the best first, with <c>+</c> between.</summary>
    [Id(21)] public IReadOnlyDictionary<string, string> Provenance { get; init => field = value ?? NoText; } = NoText;

    /// <summary>When anything in it last changed.</summary>
    [Id(22)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Canonical ids of titles that turned out to be this one; null when there are none. They lead here for good.</summary>
    [Id(23), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>The id that was asked for, in an answer, where it is another than the canonical one. Never stored.</summary>
    [Id(24), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestedId { get; init; }

    /// <summary>
    /// What the title is made of, where that is more than one statement; null where the title is what its only source says.
    /// It is stored with the title and told to nobody.
    /// </summary>
    [Id(25), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TitleOrigin? Origin { get; init; }

    private static IReadOnlyDictionary<string, string> NoText { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
