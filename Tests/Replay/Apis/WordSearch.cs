using System.Text;

namespace MediaGateway.Replay.Apis;

/// <summary>A search by words: each word of the question must begin a word of the entry.</summary>
internal static class WordSearch
{
    private const string Accented = "áàâäãåāéèêëēíìîïīóòôöõōúùûüūñçß";
    private const string Plain = "aaaaaaaeeeeeiiiiioooooouuuuuncs";

    /// <summary>What matches, the whole titles first, then those that begin so, then the others in their order.</summary>
    public static IReadOnlyList<T> Find<T>(IEnumerable<T> entries, Func<T, string> title, string words)
    {
        var sought = WordsOf(words);
        return sought.Length == 0
            ? []
            : [.. entries.Where(entry => Matches(WordsOf(title(entry)), sought)).OrderBy(entry => RankOf(WordsOf(title(entry)), sought))];
    }

    private static bool Matches(string[] words, string[] sought) =>
        sought.All(part => words.Any(word => word.StartsWith(part, StringComparison.Ordinal)));

    private static int RankOf(string[] words, string[] sought) =>
        words.SequenceEqual(sought) ? 0 : words.Take(sought.Length).SequenceEqual(sought) ? 1 : 2;

    private static string[] WordsOf(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            var place = Accented.IndexOf(letter, StringComparison.Ordinal);
            if (letter is '\'' or '’') continue;
            folded.Append(place >= 0 ? Plain[place] : char.IsLetterOrDigit(letter) ? letter : ' ');
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
