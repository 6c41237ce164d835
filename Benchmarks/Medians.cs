namespace MediaGateway.Benchmarks;

/// <summary>The middle of what several rounds measured: on a machine with other work a round can be far off.</summary>
internal static class Medians
{
    /// <summary>The middle one.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>The middle one of one measure of the rounds.</summary>
    public static double Median<TRound>(this IEnumerable<TRound> rounds, Func<TRound, double> measure) => rounds.Select(measure).Median();
}
