using System.Globalization;
using System.Text.RegularExpressions;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.YouTube;

/// <summary>
/// Reads lengths as ISO 8601 has them (<c>PT1H2M3S</c>). The framework's own reading knows no weeks, which YouTube uses
/// for broadcasts that never end.
/// </summary>
internal static partial class YouTubeDuration
{
    private static readonly (string Part, int Seconds)[] Parts = [("weeks", 604_800), ("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1)];

    /// <summary>The length in minutes; null for <c>P0D</c>, which is that of a broadcast that has not ended.</summary>
    public static int? MinutesOf(Payload duration)
    {
        if (duration.Text is not { } text) return null;
        if (Form().Match(text) is { Success: true } match)
        {
            return WholeMinutes.OfSeconds(Parts.Sum(part => part.Seconds * NumberOf(match.Groups[part.Part])));
        }

        duration.Note();
        return null;
    }

    private static decimal NumberOf(Group digits) => digits.Success ? decimal.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\AP(?=.)((?<weeks>[0-9]{1,9})W)?((?<days>[0-9]{1,9})D)?(T(?=.)((?<hours>[0-9]{1,9})H)?((?<minutes>[0-9]{1,9})M)?((?<seconds>[0-9]{1,9})S)?)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
