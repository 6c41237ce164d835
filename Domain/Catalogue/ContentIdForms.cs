namespace MediaGateway.Domain.Catalogue;

/// <summary>What the part of a content id after its first colon may look like.</summary>
internal static class ContentIdForms
{
    /// <summary><c>tt</c> and 7 to 10 digits.</summary>
    public static bool IsImdb(ReadOnlySpan<char> local) =>
        local.Length is >= 9 and <= 12 && local.StartsWith("tt", StringComparison.Ordinal) && AreDigits(local[2..]);

    /// <summary><c>movie:</c> or <c>tv:</c> and a positive number of at most 10 digits, without leading zeros.</summary>
    public static bool IsTmdb(ReadOnlySpan<char> local)
    {
        var colon = local.IndexOf(':');
        return colon > 0 && local[..colon] is "movie" or "tv" && IsNumber(local[(colon + 1)..]);
    }

    /// <summary>A UUID in small letters with hyphens.</summary>
    public static bool IsOwn(ReadOnlySpan<char> local) =>
        local.IndexOfAnyInRange('A', 'F') < 0 && Guid.TryParseExact(local, "D", out _);

    /// <summary>Any text without control characters, lone surrogates and outer blanks.</summary>
    public static bool IsOutside(ReadOnlySpan<char> local) =>
        local.Length > 0 && !char.IsWhiteSpace(local[0]) && !char.IsWhiteSpace(local[^1]) && TextRules.IsClean(local);

    /// <summary>A positive number of at most 10 digits, without leading zeros.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => text.Length is >= 1 and <= 10 && text[0] != '0' && AreDigits(text);

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
