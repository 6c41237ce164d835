using System.Xml;

namespace MediaGateway.Providers.Payloads;

/// <summary>Reads running times that are written as ISO 8601 has them (<c>PT2H16M</c>).</summary>
public static class IsoMinutes
{
    private const int MaxLength = 32;

    /// <summary>Whole minutes, the nearest; null where there is no duration, or none that is more than nothing.</summary>
    public static int? Of(Payload duration)
    {
        if (duration.Text is not { } text)
        {
            return null;
        }

        try
        {
            if (text.Length <= MaxLength)
            {
                return WholeMinutes.OfSeconds((decimal)XmlConvert.ToTimeSpan(text).TotalSeconds);
            }
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            // It is noted below, as whatever else cannot be read.
        }

        duration.Note();
        return null;
    }
}
