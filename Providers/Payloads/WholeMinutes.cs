namespace MediaGateway.Providers.Payloads;

/// <summary>Lengths as the catalogue has them: in whole minutes.</summary>
internal static class WholeMinutes
{
    private const int SecondsPerMinute = 60;
    private const int MillisecondsPerSecond = 1000;

    // A year: longer than the catalogue takes, and short enough to be counted in.
    private const int MostSeconds = 366 * 24 * 3600;

    /// <summary>The nearest number of minutes, at least one; null where nothing lasts, or where nobody could sit through it.</summary>
    public static int? OfSeconds(decimal? seconds) => seconds is > 0 and <= MostSeconds
        ? Math.Max(1, (int)Math.Round(seconds.Value / SecondsPerMinute, MidpointRounding.AwayFromZero))
        : null;

    /// <inheritdoc cref="OfSeconds"/>
    public static int? OfMilliseconds(decimal? milliseconds) => OfSeconds(milliseconds / MillisecondsPerSecond);
}
