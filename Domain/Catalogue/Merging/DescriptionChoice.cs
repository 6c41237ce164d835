namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>Which of several descriptions tells most about a title.</summary>
internal static class DescriptionChoice
{
    /// <summary>A description that is no longer than this tells too little to win by its length.</summary>
    private const int TooShort = 50;

    private static readonly string[] Marketing = ["don't miss", "don’t miss", "available now", "streaming exclusively", "watch now"];

    /// <summary>
    /// The longest that is not there to sell; where all are short or sell, the best ranked source's that does not sell, else
    /// the best ranked source's.
    /// </summary>
    /// <param name="said">Descriptions, the best ranked source first.</param>
    public static (string Source, string Text)? Of(IReadOnlyList<(string Source, string Text)> said)
    {
        if (said.Count < 2) return said.Count == 0 ? null : said[0];
        var plain = said.Where(one => !IsMarketing(one.Text)).ToList();
        var telling = plain.Where(one => one.Text.Length > TooShort).ToList();
        // MaxBy keeps the first of equals, which is the better ranked.
        return telling.Count > 0 ? telling.MaxBy(one => one.Text.Length) : plain.Count > 0 ? plain[0] : said[0];
    }

    /// <summary>Whether a text is there to sell rather than to tell.</summary>
    public static bool IsMarketing(string text) => Marketing.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));
}
