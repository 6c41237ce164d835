using System.Diagnostics;
using System.Globalization;
using MediaGateway.Benchmarks.Http;

namespace MediaGateway.Benchmarks.Sync;

/// <summary>
/// So many events a second, from one device of each user to another over the hub, for some seconds: whether they are held,
/// and how long each took from its request to the other device. Clients and server share the machine.
/// </summary>
internal static class LiveBenchmark
{
    private const int Users = 50;
    private const int BatchesPerSecond = 10;
    private const int DefaultEvents = 5_000;
    private const int Rounds = 3;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(string[] arguments)
    {
        var wanted = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultEvents;
        await using var gateway = await RunningGateway.StartAsync();
        // Until the compiler has settled: what is measured is a gateway that has run for a while.
        await MeasureAsync(gateway, wanted, WarmUp);
        List<Latencies> rounds = [];
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await MeasureAsync(gateway, wanted, Length));
        Console.WriteLine(FormattableString.Invariant($"{Users} users, {wanted:N0} events/s wanted: {rounds.Median(round => round.PerSecond):N0}/s arrived, p50 {rounds.Median(round => round.P50):N1} ms, p95 {rounds.Median(round => round.P95):N1} ms, p99 {rounds.Median(round => round.P99):N1} ms ({rounds.Min(round => round.P99):N1} to {rounds.Max(round => round.P99):N1})"));
    }

    /// <summary>Sends so many events a second for so long.</summary>
    /// <returns>How many arrived, and how long each took.</returns>
    public static async Task<Latencies> MeasureAsync(RunningGateway gateway, int eventsPerSecond, TimeSpan length)
    {
        var pairs = new List<(SyncSender Sender, HubListener Listener)>();
        for (var user = 0; user < Users; user++)
        {
            var sender = await SyncSender.StartAsync(gateway);
            pairs.Add((sender, await sender.ListenAsync(gateway)));
        }

        var batch = eventsPerSecond / Users / BatchesPerSecond;
        var batches = (int)(length.TotalSeconds * BatchesPerSecond);
        var runs = await Task.WhenAll(pairs.Select((pair, number) => Task.Run(() => RunPairAsync(pair.Sender, pair.Listener, batch, batches, number))));
        foreach (var (sender, listener) in pairs)
        {
            sender.Dispose();
            await listener.DisposeAsync();
        }

        // Each for its own time: they begin one after the other.
        return new(runs.SelectMany(static run => run.Times), TimeSpan.FromSeconds(runs.Average(static run => run.Span.TotalSeconds)));
    }

    private static async Task<(List<double> Times, TimeSpan Span)> RunPairAsync(SyncSender sender, HubListener listener, int batch, int batches, int number)
    {
        // Users begin at different moments of the tenth of a second, as they do in life.
        await Task.Delay(TimeSpan.FromMilliseconds(1_000.0 / BatchesPerSecond * number / Users), TimeProvider.System);
        var started = Stopwatch.GetTimestamp();
        var sentAt = new long[batches];
        var listening = ListenAsync(listener, sentAt, batch);
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / BatchesPerSecond));
        for (var sent = 0; sent < batches; sent++)
        {
            sentAt[sent] = Stopwatch.GetTimestamp();
            await sender.SendAsync(batch);
            await beat.WaitForNextTickAsync();
        }

        return (await listening, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<List<double>> ListenAsync(HubListener listener, long[] sentAt, int batch)
    {
        List<double> times = [];
        while (times.Count < sentAt.Length * batch)
        {
            var (count, at) = await listener.NextAsync();
            for (var index = 0; index < count; index++)
                times.Add(Stopwatch.GetElapsedTime(sentAt[times.Count / batch], at).TotalMilliseconds);
        }

        return times;
    }
}
