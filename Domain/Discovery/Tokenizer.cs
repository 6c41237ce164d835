using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>
/// Cuts text into folded words: lower case, no marks, no punctuation. An apostrophe joins (<c>Ocean's</c> is <c>oceans</c>),
/// other punctuation parts (<c>WALL·E</c> is <c>wall e</c>), except that single letters with nothing but signs between
/// them are one word (<c>M*A*S*H</c>, <c>E.T.</c>). Scripts without spaces give one word for each character.
/// </summary>
internal static class Tokenizer
{
    /// <summary>Replaces the content of <paramref name="into"/> by the words of <paramref name="text"/>.</summary>
    public static void Tokenize(ReadOnlySpan<char> text, TokenBuffer into)
    {
        into.Clear();
        var lastWasLetter = false;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsAsciiLetterOrDigit(character))
            {
                if (!lastWasLetter && i > 1 && ContinuesInitials(text, i, into)) into.ReopenLast();
                into.Append(char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character);
                lastWasLetter = true;
            }
            else if (character < 0x80)
            {
                if (character == '\'') continue;
                into.EndToken();
                lastWasLetter = false;
            }
            else
            {
                lastWasLetter = AppendBeyondAscii(text, ref i, into, lastWasLetter);
            }
        }

        into.EndToken();
    }

    // "E.T." and "M*A*S*H": this letter stands alone, the word before is made of such letters, and one sign lies between.
    private static bool ContinuesInitials(ReadOnlySpan<char> text, int position, TokenBuffer words)
    {
        if (words.Count == 0 || text[position - 1] is not ('.' or '*') || !IsLetter(text, position - 2)) return false;
        var alone = position + 1 >= text.Length || !char.IsLetterOrDigit(text[position + 1]);
        var before = position < 3 || !char.IsLetterOrDigit(text[position - 3]);
        return alone && before;
    }

    private static bool IsLetter(ReadOnlySpan<char> text, int position) => char.IsAsciiLetter(text[position]);

    private static bool AppendBeyondAscii(ReadOnlySpan<char> text, ref int position, TokenBuffer into, bool inWord)
    {
        var character = text[position];
        if (character is '\u2019' or '\u02BC' or '\u2018' || IsCombiningMark(character)) return inWord;
        if (char.IsSurrogate(character)) return AppendAstral(text, ref position, into);
        if (character is '½')
        {
            into.AddToken("1"u8);
            into.AddToken("2"u8);
            return false;
        }

        var several = LatinFolding.Fold(character, out var single);
        if (single == '\0' && several.Length == 0)
        {
            into.EndToken();
            return false;
        }

        if (IsWrittenWithoutSpaces(character) || character is '²' or '³' or '¹') into.EndToken();
        if (single != '\0') into.Append(single);
        foreach (var letter in several) into.Append(letter);
        if (!IsWrittenWithoutSpaces(character)) return true;
        into.EndToken();
        return false;
    }

    private static bool AppendAstral(ReadOnlySpan<char> text, ref int position, TokenBuffer into)
    {
        into.EndToken();
        if (Rune.DecodeFromUtf16(text[position..], out var rune, out var consumed) != System.Buffers.OperationStatus.Done) return false;
        position += consumed - 1;
        if (!Rune.IsLetterOrDigit(rune)) return false;
        into.Append(Rune.ToLowerInvariant(rune));
        into.EndToken();
        return false;
    }

    private static bool IsCombiningMark(char character) => character is >= '\u0300' and <= '\u036F' or >= '\u1AB0' and <= '\u1AFF' or >= '\u20D0' and <= '\u20FF';

    // Ideographs, kana and Thai; Korean separates its words.
    private static bool IsWrittenWithoutSpaces(char character) =>
        character is >= '\u2E80' and <= '\u31FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF66' and <= '\uFF9F' or >= '\u0E00' and <= '\u0E7F';
}
