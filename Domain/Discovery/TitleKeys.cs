namespace MediaGateway.Domain.Discovery;

/// <summary>
/// A title as one word: its words folded, numbers and abbreviations in one form, nothing between them. Two titles that people hold for the
/// same (<c>Spider-Man</c>, <c>spiderman</c>; <c>Rocky II</c>, <c>rocky 2</c>) have one key.
/// </summary>
internal static class TitleKeys
{
    /// <summary>The most bytes that a key has; what a longer title has beyond is left out.</summary>
    public const int MaxBytes = 1024;

    /// <summary>No word is left out.</summary>
    public const int SkipNothing = -1;

    /// <summary>Writes a key and returns its length.</summary>
    /// <param name="tokens">The words.</param>
    /// <param name="withoutOptional">Whether articles are left out, as long as something remains.</param>
    /// <param name="skip">A word to leave out, or <see cref="SkipNothing"/>.</param>
    /// <param name="into">At least <see cref="MaxBytes"/> long.</param>
    public static int Write(TokenBuffer tokens, bool withoutOptional, int skip, Span<byte> into)
    {
        var strip = withoutOptional && HasRequired(tokens, skip);
        var length = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (i == skip || (strip && WordLists.IsOptional(token))) continue;
            var forms = WordLists.FormsOf(token, i);
            if (forms.Length > 0) token = forms[0];
            token = token[..Math.Min(token.Length, MaxBytes - length)];
            token.CopyTo(into[length..]);
            length += token.Length;
        }

        return length;
    }

    private static bool HasRequired(TokenBuffer tokens, int skip)
    {
        for (var i = 0; i < tokens.Count; i++)
            if (i != skip && !WordLists.IsOptional(tokens[i])) return true;
        return false;
    }
}
