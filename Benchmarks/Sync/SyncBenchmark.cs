using System.Diagnostics;
using System.Globalization;
using MediaGateway.Benchmarks.Http;

namespace MediaGateway.Benchmarks.Sync;

/// <summary>
/// How long a change takes from the request of one device until another has it, against the time until the first device
/// is answered; and how many operations a second are stored durably when many users send batches.
/// </summary>
internal static class SyncBenchmark
{
    private const int Changes = 500;
    private const int WarmUp = 50;
    private const int Users = 16;
    private const int OperationsInBatch = 100;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string[] arguments)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var measured = await MeasureAsync(gateway, Changes, Length);
        Console.WriteLine($"one device to another  {measured.Arrival}   p95 {measured.Arrival.P95.ToString("N2", CultureInfo.InvariantCulture)} ms");
        Console.WriteLine($"the sender's answer    {measured.Answer}");
        Console.WriteLine(FormattableString.Invariant($"{Users} users, batches of {OperationsInBatch}: {measured.OperationsPerSecond:N0} operations/s, each batch p50 {measured.Batches.P50:N1} ms, p99 {measured.Batches.P99:N1} ms"));
    }

    /// <summary>Makes so many changes one after the other, then loads with batches for so long.</summary>
    public static async Task<SyncFigures> MeasureAsync(RunningGateway gateway, int changes, TimeSpan length)
    {
        using var sender = await SyncSender.StartAsync(gateway);
        await using var listener = await sender.ListenAsync(gateway);
        List<double> arrivals = [], answers = [];
        var started = Stopwatch.GetTimestamp();
        for (var number = -WarmUp; number < changes; number++)
        {
            var sent = Stopwatch.GetTimestamp();
            var (operation, answer) = sender.SendOne();
            var arrival = listener.WaitForAsync(seen => seen.GetProperty("op_id").GetString() == operation);
            await answer;
            var answered = Stopwatch.GetTimestamp();
            var arrived = await arrival;
            if (number >= 0)
            {
                answers.Add(Stopwatch.GetElapsedTime(sent, answered).TotalMilliseconds);
                arrivals.Add(Stopwatch.GetElapsedTime(sent, arrived).TotalMilliseconds);
            }
        }

        var span = Stopwatch.GetElapsedTime(started);
        var batches = await LoadAsync(gateway, length);
        return new(new(arrivals, span), new(answers, span), batches, batches.PerSecond * OperationsInBatch);
    }

    private static async Task<Latencies> LoadAsync(RunningGateway gateway, TimeSpan length)
    {
        var senders = new List<SyncSender>();
        for (var user = 0; user < Users; user++)
        {
            senders.Add(await SyncSender.StartAsync(gateway));
        }

        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(senders.Select(sender => Task.Run(async () =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                var before = Stopwatch.GetTimestamp();
                await sender.SendAsync(OperationsInBatch);
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }

            return own;
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        senders.ForEach(static sender => sender.Dispose());
        return new(times.SelectMany(static own => own), elapsed);
    }
}

/// <summary>What sync measured.</summary>
/// <param name="Arrival">From a device's request until another device had the change.</param>
/// <param name="Answer">From a device's request until it was answered.</param>
/// <param name="Batches">How long batches took when many users sent them.</param>
/// <param name="OperationsPerSecond">How many operations were stored then.</param>
internal sealed record SyncFigures(Latencies Arrival, Latencies Answer, Latencies Batches, double OperationsPerSecond);
