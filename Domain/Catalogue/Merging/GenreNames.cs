using System.Collections.Frozen;

namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>One name for each genre, whatever a source calls it, so that a union of genres names none twice.</summary>
public static class GenreNames
{
    private static readonly string[] Plain =
    [
        "Action", "Adventure", "Animation", "Biography", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "History", "Horror", "Music",
        "Musical", "Mystery", "News", "Politics", "Reality", "Romance", "Science Fiction", "Soap", "Sport", "Talk", "Thriller", "War", "Western",
    ];

    private static readonly FrozenDictionary<string, string[]> ByName = Plain.Select(name => (Name: name, Genres: (string[])[name]))
        .Concat([
            ("sci-fi", ["Science Fiction"]), ("scifi", ["Science Fiction"]), ("sci fi", ["Science Fiction"]), ("science-fiction", ["Science Fiction"]),
            ("animated", ["Animation"]), ("historical", ["History"]), ("sports", ["Sport"]), ("biographical", ["Biography"]),
            ("docu", ["Documentary"]), ("reality-tv", ["Reality"]), ("talk-show", ["Talk"]),
            ("action & adventure", ["Action", "Adventure"]), ("action and adventure", ["Action", "Adventure"]), ("action/adventure", ["Action", "Adventure"]),
            ("sci-fi & fantasy", ["Science Fiction", "Fantasy"]), ("war & politics", ["War", "Politics"]), ("kids", ["Family", "Animation"]),
        ])
        .ToFrozenDictionary(entry => entry.Name, entry => entry.Genres, StringComparer.OrdinalIgnoreCase);

    /// <summary>These genres by the gateway's names, each once; those it has no name for stay as they are.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> genres)
    {
        foreach (var genre in genres)
        {
            if (ByName.TryGetValue(genre, out var names) && (names.Length > 1 || names[0] != genre))
                return [.. genres.SelectMany(Named).Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        return genres;
    }

    private static string[] Named(string genre) => ByName.GetValueOrDefault(genre) ?? [genre];
}
