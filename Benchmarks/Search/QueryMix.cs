using MediaGateway.Domain.Discovery;

namespace MediaGateway.Benchmarks.Search;

/// <summary>Queries such as people type, made from the titles themselves, the same in each run.</summary>
internal static class QueryMix
{
    private const int Seed = 20260101;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly (string Kind, int Share, Func<IndexedTitle, Random, string?> Make)[] Kinds =
    [
        ("the title", 30, (title, _) => title.Title),
        ("half typed", 20, (title, random) => title.Title[..random.Next(1, title.Title.Length + 1)]),
        ("one slip", 15, (title, random) => Slip(title.Title, random)),
        ("two slips", 5, (title, random) => Slip(Slip(title.Title, random), random)),
        ("title and year", 10, (title, _) => $"{title.Title} {title.Year}"),
        ("a person", 10, (title, _) => title.Cast.Count > 0 ? title.Cast[0] : null),
        ("words of the overview", 10, (title, random) => OverviewWords(title.Overview, random)),
    ];

    /// <summary>So many queries, each with its kind.</summary>
    public static List<(string Kind, string Text)> Make(IReadOnlyList<IndexedTitle> titles, int count)
    {
        var random = new Random(Seed);
        var queries = new List<(string, string)>(count);
        while (queries.Count < count)
        {
            var lot = random.Next(Kinds.Sum(kind => kind.Share));
            var (kind, _, make) = Kinds.First(kind => (lot -= kind.Share) < 0);
            var text = make(titles[random.Next(titles.Count)], random);
            if (!string.IsNullOrWhiteSpace(text)) queries.Add((kind, text));
        }

        return queries;
    }

    private static string Slip(string text, Random random)
    {
        var place = random.Next(text.Length);
        var letter = Letters[random.Next(Letters.Length)];
        return random.Next(4) switch
        {
            0 => text.Remove(place, 1),
            1 => text.Insert(place, $"{letter}"),
            2 when place + 1 < text.Length => $"{text[..place]}{text[place + 1]}{text[place]}{text[(place + 2)..]}",
            _ => $"{text[..place]}{letter}{text[(place + 1)..]}",
        };
    }

    private static string? OverviewWords(string? overview, Random random)
    {
        var words = overview?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3).ToArray() ?? [];
        return words.Length < 3 ? null : string.Join(' ', random.GetItems(words, 3));
    }
}
