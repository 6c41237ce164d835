using MediaGateway.Domain.Discovery;

namespace MediaGateway.Benchmarks.Search;

/// <summary>The rival: looks for each word in the text of each title, forgives nothing, ranks titles before texts.</summary>
internal sealed class LinearScan(IReadOnlyList<IndexedTitle> titles)
{
    private readonly (string Title, string Text)[] _texts =
        [.. titles.Select(title => (title.Title.ToLowerInvariant(), $"{title.Title} {string.Join(' ', title.Cast)} {string.Join(' ', title.Genres)} {title.Overview} {title.Year}".ToLowerInvariant()))];

    /// <summary>The best twenty, and how many there are.</summary>
    public (int[] Best, int Total) Search(string query)
    {
        var words = query.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<(int Rank, int Title)>();
        for (var i = 0; i < _texts.Length; i++)
        {
            if (!Array.TrueForAll(words, word => _texts[i].Text.Contains(word, StringComparison.Ordinal))) continue;
            found.Add((Array.TrueForAll(words, word => _texts[i].Title.Contains(word, StringComparison.Ordinal)) ? 0 : 1, i));
        }

        return ([.. found.Order().Take(20).Select(match => match.Title)], found.Count);
    }
}
