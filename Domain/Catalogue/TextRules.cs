namespace MediaGateway.Domain.Catalogue;

/// <summary>Which characters text of the catalogue may hold.</summary>
internal static class TextRules
{
    /// <summary>Whether the text can be stored and shown: no control characters but line ends and tabs where allowed, no lone surrogates.</summary>
    public static bool IsClean(ReadOnlySpan<char> text, bool lines = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t'))
            {
                return false;
            }

            if (char.IsSurrogate(c))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(c, text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    /// <summary>The text with a blank for each character that <see cref="IsClean"/> does not allow.</summary>
    public static string Clean(string text, bool lines = false)
    {
        if (IsClean(text, lines))
        {
            return text;
        }

        return string.Create(text.Length, (text, lines), static (clean, given) =>
        {
            for (var i = 0; i < clean.Length; i++)
            {
                var c = given.text[i];
                if (char.IsHighSurrogate(c) && i + 1 < clean.Length && char.IsLowSurrogate(given.text[i + 1]))
                {
                    clean[i] = c;
                    clean[++i] = given.text[i];
                }
                else
                {
                    clean[i] = char.IsSurrogate(c) || char.IsControl(c) && !(given.lines && c is '\n' or '\r' or '\t') ? ' ' : c;
                }
            }
        });
    }

    /// <summary>The first characters of a clean text, at most so many, without half of a surrogate pair at the end.</summary>
    public static string CutAt(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
