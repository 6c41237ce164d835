using System.Net;
using System.Text.RegularExpressions;

namespace MediaGateway.Providers.Payloads;

/// <summary>Text of answers that was written for a page: with tags in it, and escaped.</summary>
internal static partial class MarkupText
{
    /// <summary>What one would read on the page; null where there is nothing.</summary>
    public static string? Plain(string? markup) =>
        markup is not null && WebUtility.HtmlDecode(Tag().Replace(Break().Replace(markup, "\n"), "")).Trim() is { Length: > 0 } text ? text : null;

    [GeneratedRegex("<br */?>|</p>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Break();

    // A lone < is no tag: albums are called <3.
    [GeneratedRegex("</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
