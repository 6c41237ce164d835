using System.Diagnostics;

namespace MediaGateway.Benchmarks.Http;

/// <summary>How long a start takes, cold and with a catalogue in the database, and how much memory the gateway then holds.</summary>
internal static class StartBenchmark
{
    private const int Starts = 3;

    public static async Task RunAsync(string[] arguments)
    {
        var measured = await MeasureAsync(arguments.FirstOrDefault());
        Console.WriteLine(FormattableString.Invariant($"first start, with initdb and the starter catalogue: {measured.First.TotalSeconds:F2} s to ready"));
        if (measured.Import is { } import)
        {
            Console.WriteLine(FormattableString.Invariant($"import over HTTP: {import.Report} in {import.Took.TotalSeconds:F2} s"));
            Console.WriteLine(FormattableString.Invariant($"memory after the import: {import.ResidentBytes / 1e6:F0} MB"));
        }

        foreach (var (round, start) in measured.Again.Index())
        {
            Console.WriteLine(FormattableString.Invariant(
                $"start {round + 1}, PostgreSQL's own start included: {start.ReadyAfter.TotalSeconds:F2} s to ready; {start.ResidentBytes / 1e6:F0} MB resident (aim: under 300 MB)"));
        }
    }

    /// <summary>Starts a gateway for the first time, lets it import a file where one is given, and starts it again some times.</summary>
    public static async Task<StartFigures> MeasureAsync(string? file)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var first = gateway.ReadyAfter;
        ImportedFile? import = null;
        if (file is not null)
        {
            var started = Stopwatch.GetTimestamp();
            var report = await gateway.ImportAsync(file);
            import = new(report, Stopwatch.GetElapsedTime(started), gateway.ResidentBytes);
        }

        List<WarmStart> again = [];
        for (var round = 0; round < Starts; round++)
        {
            await gateway.RestartAsync();
            again.Add(new(gateway.ReadyAfter, gateway.ResidentBytes));
        }

        return new(first, import, again);
    }
}

/// <summary>What starting a gateway took.</summary>
internal sealed record StartFigures(TimeSpan First, ImportedFile? Import, IReadOnlyList<WarmStart> Again);

/// <summary>An import in between.</summary>
internal sealed record ImportedFile(string Report, TimeSpan Took, long ResidentBytes);

/// <summary>A start with a catalogue in the database, and the memory right after it.</summary>
internal sealed record WarmStart(TimeSpan ReadyAfter, long ResidentBytes);
