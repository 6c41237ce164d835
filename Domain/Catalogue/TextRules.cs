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
}
