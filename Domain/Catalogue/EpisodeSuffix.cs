using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaGateway.Domain.Catalogue;

/// <summary>The end of an id that names an episode of the series that the rest names: <c>:s01e01</c>.</summary>
public static partial class EpisodeSuffix
{
    /// <summary>Season and episode, or null where the id does not end in them.</summary>
    public static (int Season, int Episode)? Find(string id)
    {
        var match = Form().Match(id);
        return match.Success
            ? (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>The id without its end, which is the series; the id itself where it names no episode.</summary>
    public static string Without(string id) => Form().Match(id) is { Success: true } match ? id[..match.Index] : id;

    /// <summary>The end that names an episode.</summary>
    public static string Of(int season, int episode) => string.Create(CultureInfo.InvariantCulture, $":s{season:D2}e{episode:D2}");

    [GeneratedRegex(@":s([0-9]{2,3})e([0-9]{2,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
