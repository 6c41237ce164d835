using System.Globalization;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>What asking sources costs the gateway itself: permits, kept answers, searches over platforms, reading answers.</summary>
internal static class SourceBenchmark
{
    private const int Rounds = 9;
    private const int GrainRounds = 7;
    private const int Searches = 120;
    private const int ManySearches = 480;
    private const int ManyAtOnce = 16;
    private const double Aim = 10;

    public static async Task RunAsync(string[] arguments)
    {
        var searches = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : Searches;
        Console.WriteLine($"Grain state is kept in memory, and so is the catalogue of {TitleNames.Count:N0} titles, but for the last part. All beside their rivals, in turns.");
        PrintBook();
        Print("Permits through the source's grain, to a grain call that adds a number", await PermitBenchmark.MeasureGrainAsync(GrainRounds));
        Print("Kept answers of five titles through their grains, to a grain call that adds a number", await AnswerBenchmark.MeasureAsync(GrainRounds));
        PrintNormalisation();
        Console.WriteLine($"Searches over the catalogue and five platforms of 100 ms, to five bare waits of 100 ms; aim: less than {Aim} ms beyond the slowest call");
        Print("one at once", await FederatedBenchmark.MeasureAsync(searches, 1));
        Print($"{ManyAtOnce} at once", await FederatedBenchmark.MeasureAsync(ManySearches, ManyAtOnce));
        Console.WriteLine("The same with PostgreSQL under the catalogue and the grains");
        Print("one at once", await FederatedBenchmark.MeasureDurableAsync(searches, 1));
        Print($"{ManyAtOnce} at once", await FederatedBenchmark.MeasureDurableAsync(ManySearches, ManyAtOnce));
    }

    private static void PrintBook()
    {
        Console.WriteLine($"Permits in the book of a source, to System.Threading.RateLimiting, on one thread (medians of {Rounds} rounds)");
        foreach (var permit in PermitBenchmark.MeasureBook(Rounds))
        {
            Console.WriteLine(FormattableString.Invariant($"  {permit.Name,-44}rival {permit.RivalNanoseconds,8:N0} ns   permit {permit.Nanoseconds,8:N0} ns   {permit.Ratio:N2}x"));
        }
    }

    private static void Print(string what, IEnumerable<(string Name, Comparison Measured)> rows)
    {
        Console.WriteLine(what);
        foreach (var (name, measured) in rows)
        {
            Console.WriteLine($"  {name,-30}rival {InMicroseconds(measured.Rival)}");
            Console.WriteLine(FormattableString.Invariant($"  {"",-30}ours  {InMicroseconds(measured.Ours)}   {measured.Ratio:N2}x"));
        }
    }

    private static void Print(string load, FederatedFigures figures)
    {
        Print($"{load}, all five well", figures.Healthy);
        Console.WriteLine(FormattableString.Invariant($"  {load + ", two begin to fail",-36}{figures.Opening.Count} searches with retries until their circuits open: p50 {figures.Opening.P50:N0} ms, longest {figures.Opening.Longest:N0} ms"));
        Print($"{load}, two of five failing", figures.Open);
    }

    private static void Print(string name, FederatedLoad figures)
    {
        var (rival, ours, delay) = (figures.Measured.Rival, figures.Measured.Ours, figures.DelayMilliseconds);
        Console.WriteLine(FormattableString.Invariant($"  {name,-36}waits    p50 {rival.P50,7:N2} ms   p99 {rival.P99,7:N2} ms"));
        Console.WriteLine(FormattableString.Invariant(
            $"  {"",-36}searches p50 {ours.P50,7:N2} ms   p99 {ours.P99,7:N2} ms   over {delay:N0} ms: p50 {ours.P50 - delay:N2} ms, p99 {ours.P99 - delay:N2} ms   {ours.P50 / rival.P50:N2}x"));
        Console.WriteLine(FormattableString.Invariant(
            $"  {"",-36}beyond the slowest call: p50 {figures.BeyondSlowest.P50:N2} ms, p99 {figures.BeyondSlowest.P99:N2} ms, of {ours.Count} searches"));
    }

    private static void PrintNormalisation()
    {
        Console.WriteLine($"Titles read out of answers, to only parsing them as JSON, on one thread (medians of {Rounds} rounds)");
        foreach (var read in NormalisationBenchmark.Measure(Rounds))
        {
            Console.WriteLine(FormattableString.Invariant(
                $"  {read.Name,-32}{read.Titles,4} titles of {read.BytesOfTitle,6:N0} bytes   parsed {read.RivalPerSecond,10:N0}/s   read {read.PerSecond,10:N0} titles/s   {read.Ratio:N2}x"));
        }
    }

    private static string InMicroseconds(Latencies measured) =>
        FormattableString.Invariant($"{measured.PerSecond,9:N0}/s ({1e6 / measured.PerSecond,6:N2} µs each)   p50 {measured.P50 * 1000,7:N1} µs   p99 {measured.P99 * 1000,7:N1} µs");
}
