using System.Globalization;
using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>Words that people leave out or write in another way.</summary>
internal static class WordLists
{
    private static readonly string[] SpelledNumbers =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly string[] RomanNumerals =
    [
        "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
    ];

    private const int FirstRoman = 2;

    private static readonly string[][] Abbreviations = [["dr", "doctor"], ["mr", "mister"], ["st", "saint"], ["vs", "versus"], ["vol", "volume"]];

    private static readonly Dictionary<string, byte[][]> FormsByWord = FormsOf(withRomans: false);

    private static readonly Dictionary<string, byte[][]> FormsByLaterWord = FormsOf(withRomans: true);

    private static readonly int LongestForm = FormsByLaterWord.Keys.Max(word => word.Length);

    /// <summary>Whether the word is an article, <c>and</c>, or <c>part</c>: a query is answered with or without it.</summary>
    public static bool IsOptional(ReadOnlySpan<byte> token) => token.Length switch
    {
        1 => token[0] == (byte)'a',
        2 => token.SequenceEqual("an"u8) || token.SequenceEqual("le"u8) || token.SequenceEqual("la"u8) || token.SequenceEqual("el"u8)
            || token.SequenceEqual("il"u8) || token.SequenceEqual("lo"u8) || token.SequenceEqual("un"u8),
        3 => token.SequenceEqual("the"u8) || token.SequenceEqual("and"u8) || token.SequenceEqual("les"u8) || token.SequenceEqual("une"u8)
            || token.SequenceEqual("der"u8) || token.SequenceEqual("das"u8),
        4 => token.SequenceEqual("part"u8),
        _ => false,
    };

    /// <summary>All ways to write this word, the word itself among them (<c>ii</c>: <c>2</c>, <c>two</c>, <c>ii</c>), always in one order; empty when there is one way only.</summary>
    /// <param name="token">A folded word.</param>
    /// <param name="place">Its place in the title: at the first, <c>X</c> and <c>V</c> are letters and no Roman numerals.</param>
    public static ReadOnlySpan<byte[]> FormsOf(ReadOnlySpan<byte> token, int place)
    {
        if (token.Length > LongestForm) return [];
        Span<char> text = stackalloc char[LongestForm];
        for (var i = 0; i < token.Length; i++) text[i] = (char)token[i];
        var forms = (place == 0 ? FormsByWord : FormsByLaterWord).GetAlternateLookup<ReadOnlySpan<char>>();
        return forms.TryGetValue(text[..token.Length], out var found) ? found : [];
    }

    private static Dictionary<string, byte[][]> FormsOf(bool withRomans)
    {
        var groups = new List<string[]>(Abbreviations);
        for (var number = 0; number < SpelledNumbers.Length; number++)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            groups.Add(number < FirstRoman ? [digits, SpelledNumbers[number]] : [digits, SpelledNumbers[number], RomanNumerals[number - FirstRoman]]);
        }

        var found = new Dictionary<string, byte[][]>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            byte[][] forms = [.. group.Select(Encoding.ASCII.GetBytes)];
            foreach (var word in group)
                if (withRomans || !RomanNumerals.Contains(word, StringComparer.Ordinal)) found[word] = forms;
        }

        return found;
    }
}
