using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Providers.Payloads;

/// <summary>What services of music have in common, whatever they call it.</summary>
internal static class MusicFacts
{
    private const int IsrcLength = 12;
    private const int WholeDateLength = 10;

    /// <summary>
    /// The ids that recordings and releases have everywhere, by which one service's title is found to be another's: ISRC
    /// (ISO 3901) and the bar code, without the zeros that some put in front of it.
    /// </summary>
    public static Dictionary<string, string> IdsOf(Payload isrc, Payload barCode)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (isrc.Text?.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() is { } recording)
        {
            if (recording.Length == IsrcLength && recording.All(char.IsAsciiLetterOrDigit)) ids["isrc"] = recording;
            else isrc.Note();
        }

        if (barCode.Text?.TrimStart('0') is { } release)
        {
            if (release.Length is >= 6 and <= 14 && release.All(char.IsAsciiDigit)) ids["upc"] = release;
            else barCode.Note();
        }

        return ids;
    }

    /// <summary>The record with the date; a year alone must not become the first of January.</summary>
    public static SourceRecord Released(this SourceRecord record, Payload date)
    {
        var day = date.Day;
        return record with { Year = day?.Year, ReleaseDate = date.Text is { Length: >= WholeDateLength } ? day : null };
    }

    /// <summary>One of each list, then the second of each: lists of different things have no common order.</summary>
    public static IEnumerable<T> InTurn<T>(IEnumerable<IEnumerable<T>> lists) =>
        lists.SelectMany(list => list.Select((entry, place) => (entry, place))).OrderBy(listed => listed.place).Select(listed => listed.entry);
}
