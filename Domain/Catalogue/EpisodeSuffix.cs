using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaGateway.Domain.Catalogue;

/// <summary>The end of a platform's id that names an episode: <c>:s01e01</c>.</summary>
internal static partial class EpisodeSuffix
{
    /// <summary>Season and episode, or null where the id does not end in them.</summary>
    public static (int Season, int Episode)? Find(string id)
    {
        var match = Form().Match(id);
        return match.Success
            ? (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@":s([0-9]{2,3})e([0-9]{2,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
