using MediaGateway.Benchmarks.Http;
using MediaGateway.Benchmarks.Storage;

namespace MediaGateway.Benchmarks.Cluster;

/// <summary>
/// The same grains on the embedded runtime, on one silo of Orleans, and on three behind a front end, all on this machine and
/// one PostgreSQL, loaded in turns. Processors are shared, so three silos show what the network between them costs and
/// not what more machines would bring.
/// </summary>
internal static class ClusterBenchmark
{
    /// <summary>The program of this build, which lies beside the benchmarks.</summary>
    private const string Embedded = "MediaGateway.Silo.dll";

    private const int Silos = 3;
    private const int Users = 64;
    private const int Rounds = 3;
    private const int Seconds = 5;

    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is not [var orleans, ..] || !File.Exists(orleans))
        {
            throw new ArgumentException("Name the gateway of the Orleans build: cluster <MediaGateway.Silo.dll>");
        }

        await using var server = await BenchmarkDatabase.StartAsync();
        await using var embedded = await Deployment.OneProcessAsync("EmbeddedSilo", Embedded, server);
        await using var one = await Deployment.OneProcessAsync("one Orleans silo", orleans, server);
        await using var three = await Deployment.ManyProcessesAsync($"{Silos} Orleans silos, a front end", orleans, server, Silos);
        Deployment[] deployments = [embedded, one, three];
        var loads = await Task.WhenAll(deployments.Select(deployment => UserLoad.StartAsync(deployment.Address, Users)));
        List<Round[]> rounds = [];
        for (var round = 0; round <= Rounds; round++)
        {
            // The first is to warm up.
            var measured = new List<Round>();
            foreach (var load in loads) measured.Add(await MeasureAsync(load));
            if (round > 0) rounds.Add([.. measured]);
        }

        Print(deployments, rounds);
        foreach (var load in loads) load.Dispose();
    }

    private static async Task<Round> MeasureAsync(UserLoad load)
    {
        var reads = await load.ReadAsync(Seconds);
        var (writes, operations) = await load.WriteAsync(Seconds);
        return new(reads, writes, operations);
    }

    private static void Print(Deployment[] deployments, List<Round[]> rounds)
    {
        Console.WriteLine($"{Users} users over 32 connections, medians of {Rounds} rounds of {Seconds} s");
        Console.WriteLine($"{"",-30}{"reads/s",10}{"p50 ms",8}{"p99 ms",8}{"ratio",7}{"durable ops/s",15}{"p50 ms",8}{"p99 ms",8}{"ratio",7}{"failed",8}{"MB",6}");
        foreach (var (at, deployment) in deployments.Index())
        {
            double Of(Func<Round, double> measure) => rounds.Median(round => measure(round[at]));
            double ToFirst(Func<Round, double> measure) => rounds.Median(round => measure(round[at]) / measure(round[0]));
            Console.WriteLine(FormattableString.Invariant(
                $"{deployment.Name,-30}{Of(ReadRate),10:N0}{Of(static round => round.Reads.P50.TotalMilliseconds),8:N1}{Of(static round => round.Reads.P99.TotalMilliseconds),8:N1}{ToFirst(ReadRate),7:N2}") +
                FormattableString.Invariant(
                $"{Of(OperationRate),15:N0}{Of(static round => round.Writes.P50.TotalMilliseconds),8:N1}{Of(static round => round.Writes.P99.TotalMilliseconds),8:N1}{ToFirst(OperationRate),7:N2}") +
                FormattableString.Invariant($"{rounds.Sum(round => round[at].Reads.Failures + round[at].Writes.Failures),8}{deployment.ResidentBytes / 1e6,6:N0}"));
        }
    }

    private static double ReadRate(Round round) => round.Reads.RequestsPerSecond;

    private static double OperationRate(Round round) => round.OperationsPerSecond;

    /// <summary>What one deployment did in one round.</summary>
    private sealed record Round(Wrk Reads, Wrk Writes, double OperationsPerSecond);
}
