using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>Which of several pictures is the best: the widest, as far as addresses tell, else the best ranked source's.</summary>
internal static partial class ImageChoice
{
    /// <summary>What counts as the width of a picture whose address says that it is as it was taken in.</summary>
    private const int Original = 100_000;

    /// <summary>The best picture and who has it.</summary>
    /// <param name="said">Addresses, the best ranked source first.</param>
    public static (string Source, string Url)? Of(IReadOnlyList<(string Source, string Url)> said) =>
        // MaxBy keeps the first of equals, which is the better ranked.
        said.Count == 0 ? null : said.Count == 1 ? said[0] : said.MaxBy(one => WidthOf(one.Url));

    /// <summary>How wide the picture at an address is, in pixels; 0 where the address does not tell.</summary>
    public static int WidthOf(string url)
    {
        if (OriginalForm().IsMatch(url)) return Original;
        if (VideoStill().Match(url) is { Success: true } still) return WidthOfStill(still.Groups[1].Value);
        foreach (var form in (ReadOnlySpan<Regex>)[Dimensions(), WidthMark(), WidthParameter(), Thumbnail()])
        {
            if (form.Match(url) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var width))
                return Math.Min(width, Original);
        }

        return 0;
    }

    private static int WidthOfStill(string name) => name switch
    {
        "maxres" => 1280,
        "sd" => 640,
        "hq" => 480,
        "mq" => 320,
        _ => 120,
    };

    // image.tmdb.org/t/p/original/…
    [GeneratedRegex("/original(/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex OriginalForm();

    // i.ytimg.com/vi/…/hqdefault.jpg
    [GeneratedRegex("/(maxres|sd|hq|mq|)default[.](?:jpg|webp)", RegexOptions.CultureInvariant)]
    private static partial Regex VideoStill();

    // …/1200x600bb.jpg
    [GeneratedRegex("(?<![0-9a-zA-Z])([0-9]{2,5})x[0-9]{2,5}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Dimensions();

    // /w500/ (TMDb), /s718/ (JustWatch), ._V1_SX300 and _UX1000_ (IMDb)
    [GeneratedRegex("(?:/[ws]|_(?:S|U)[XY])([0-9]{2,5})(?=[/_,.]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex WidthMark();

    // ?w=500, &width=500
    [GeneratedRegex("[?&](?:w|width)=([0-9]{2,5})(?:&|$)", RegexOptions.CultureInvariant)]
    private static partial Regex WidthParameter();

    // upload.wikimedia.org/…/220px-Name.jpg
    [GeneratedRegex("/([0-9]{2,5})px-", RegexOptions.CultureInvariant)]
    private static partial Regex Thumbnail();
}
