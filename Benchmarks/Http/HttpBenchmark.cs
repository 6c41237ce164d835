namespace MediaGateway.Benchmarks.Http;

/// <summary>An authenticated read of the watchlist against a bare endpoint, in turns, with wrk as the load.</summary>
internal static class HttpBenchmark
{
    public const int ItemsOnList = 20;

    private const int Rounds = 3;
    private const int Seconds = 5;

    public static async Task RunAsync(string[] arguments)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var measured = await MeasureAsync(gateway, Rounds, Seconds);
        Console.WriteLine($"{"",-28}{"requests/s",12}{"p50 ms",10}{"p99 ms",10}{"failed",8}");
        foreach (var (number, round) in measured.Rounds.Index())
        {
            Print($"bare Kestrel, round {number + 1}", round.Rival);
            Print($"GET watchlist, round {number + 1}", round.Ours);
        }

        Console.WriteLine(FormattableString.Invariant($"ratio to bare Kestrel, median: {measured.Ratio:F2} (aim: at least 0.50)"));
    }

    /// <summary>Loads both in turns, after a round each to warm up.</summary>
    public static async Task<HttpFigures> MeasureAsync(RunningGateway gateway, int rounds, int seconds)
    {
        var barePort = ChildProcess.FreePort();
        var bare = new Uri($"http://127.0.0.1:{barePort}{BareKestrel.Path}");
        await using var rival = await ChildProcess.StartAsync("MediaGateway.Benchmarks.dll", bare, BareKestrel.Name, $"{barePort}");
        var token = await PrepareListAsync(gateway);
        var watchlist = new Uri(gateway.Address, "/api/v1/watchlist");
        await Wrk.RunAsync(watchlist, seconds, token);
        await Wrk.RunAsync(bare, seconds);

        List<HttpRound> measured = [];
        for (var round = 0; round < rounds; round++)
        {
            measured.Add(new(await Wrk.RunAsync(bare, seconds), await Wrk.RunAsync(watchlist, seconds, token)));
        }

        return new(measured, seconds);
    }

    private static async Task<string> PrepareListAsync(RunningGateway gateway)
    {
        using var client = await gateway.RegisterAsync();
        await RunningGateway.FillListAsync(client, ItemsOnList);
        return client.DefaultRequestHeaders.Authorization!.Parameter!;
    }

    private static void Print(string name, Wrk run) => Console.WriteLine(FormattableString.Invariant(
        $"{name,-28}{run.RequestsPerSecond,12:N0}{run.P50.TotalMilliseconds,10:F2}{run.P99.TotalMilliseconds,10:F2}{run.Failures,8}"));
}

/// <summary>What the rounds measured; each figure is the median of them.</summary>
internal sealed record HttpFigures(IReadOnlyList<HttpRound> Rounds, int Seconds)
{
    /// <summary>Our requests a second for each of the bare endpoint.</summary>
    public double Ratio => Rounds.Median(static round => round.Ours.RequestsPerSecond / round.Rival.RequestsPerSecond);

    public double RequestsPerSecond => Rounds.Median(static round => round.Ours.RequestsPerSecond);

    public double P50Milliseconds => Rounds.Median(static round => round.Ours.P50.TotalMilliseconds);

    public double P99Milliseconds => Rounds.Median(static round => round.Ours.P99.TotalMilliseconds);

    /// <summary>Which part of our requests was not answered, or not with success; 0 to 1.</summary>
    public double FailedShare => Rounds.Sum(static round => round.Ours.Failures) / Rounds.Sum(round => round.Ours.RequestsPerSecond * Seconds);
}

/// <summary>One round: the bare endpoint, then the watchlist.</summary>
internal sealed record HttpRound(Wrk Rival, Wrk Ours);
