using System.Globalization;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>From where a device wants the log: after a number, from a time on, or, with neither, from the start.</summary>
/// <param name="Seq">The number of the last entry it has.</param>
/// <param name="Time">The time from which on it wants what was committed.</param>
internal readonly record struct Since(long? Seq, DateTimeOffset? Time)
{
    /// <summary>The least number that is a time in Unix milliseconds (2001-09-09); no log gets as long.</summary>
    private const long LeastUnixMs = 1_000_000_000_000;

    private static readonly long GreatestUnixMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads the parameter; absent is neither.</summary>
    public static bool TryParse(string? text, out Since since)
    {
        since = default;
        if (string.IsNullOrEmpty(text))
            return true;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number > GreatestUnixMs)
                return false;
            since = number < LeastUnixMs ? new Since(number, null) : new Since(null, DateTimeOffset.FromUnixTimeMilliseconds(number));
            return true;
        }

        // A time always has its T; that keeps out the many other things that a date may be read from.
        if (!text.Contains('T', StringComparison.OrdinalIgnoreCase)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return false;
        }

        since = new Since(null, time);
        return true;
    }
}
