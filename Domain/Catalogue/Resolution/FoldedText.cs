using System.Text;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Domain.Catalogue.Resolution;

/// <summary>Text without what spellings differ in: marks on letters, case, blanks and punctuation.</summary>
internal static class FoldedText
{
    /// <summary>The letters and digits of a text, bare and small.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAscii(character))
            {
                if (char.IsAsciiLetterOrDigit(character)) folded.Append(char.ToLowerInvariant(character));
                continue;
            }

            folded.Append(LatinFolding.Fold(character, out var single));
            if (single != '\0') folded.Append(single);
        }

        return folded.ToString();
    }

    /// <summary>How alike two folded texts are, from 0 to 1: the share of pairs of neighbours that they have in common (Dice).</summary>
    public static decimal Likeness(string left, string right)
    {
        if (left == right) return left.Length == 0 ? 0 : 1;
        if (left.Length < 2 || right.Length < 2) return 0;
        var pairs = new Dictionary<(char, char), int>();
        for (var i = 1; i < left.Length; i++) pairs[(left[i - 1], left[i])] = pairs.GetValueOrDefault((left[i - 1], left[i])) + 1;
        var shared = 0;
        for (var i = 1; i < right.Length; i++)
        {
            var pair = (right[i - 1], right[i]);
            if (pairs.GetValueOrDefault(pair) is not (> 0 and var rest)) continue;
            pairs[pair] = rest - 1;
            shared++;
        }

        return 2m * shared / (left.Length + right.Length - 2);
    }
}
