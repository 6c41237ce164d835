using System.Diagnostics;
using System.Globalization;
using System.Text;
using MediaGateway.Benchmarks.Storage;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Grains.Users;
using MediaGateway.Silo.Runtime;
using MediaGateway.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Benchmarks.Users;

/// <summary>
/// Users' grains over PostgreSQL: durable operations of so many writers at once against <c>pgbench</c> with the single-row
/// insert, on one server in one run; what it takes to start a user with a long log; what an idle user keeps in memory.
/// </summary>
internal static class UserBenchmark
{
    private const int DefaultSeconds = 5;
    private const int Rounds = 3;
    private const int MostWriters = 256;
    private const int OperationsOfALongLog = 10_250;
    private const int IdleUsers = 5_000;
    private const int Starts = 9;
    private const string Device = "device";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(string[] arguments)
    {
        var span = TimeSpan.FromSeconds(arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultSeconds);
        await using var database = await BenchmarkDatabase.StartAsync(AddUsers);
        var grains = database.Services.GetRequiredService<IClusterClient>();
        await AppendBenchmark.PrepareRivalAsync(database);
        Console.WriteLine(FormattableString.Invariant($"Durable operations through the user grain, {span.TotalSeconds} s each"));
        // Until the compiler has settled: what is measured is a gateway that has run for a while.
        await WriteAsync(grains, MostWriters, WarmUp);
        foreach (var writers in new[] { 1, 32, MostWriters })
            await CompareAsync(database, grains, writers, span);

        var starts = await StartAsync(database, grains);
        Console.WriteLine(FormattableString.Invariant($"Starting a user with {OperationsOfALongLog:N0} operations, snapshot and tail: p50 {starts.P50:N1} ms, longest {starts.Longest:N1} ms"));
        Console.WriteLine(FormattableString.Invariant($"An idle user with 20 titles: {await MeasureIdleAsync(grains) / 1024:N1} KiB in memory"));
    }

    private static async Task CompareAsync(BenchmarkDatabase database, IClusterClient grains, int writers, TimeSpan span)
    {
        var effect = Encoding.UTF8.GetString(EffectJson.Encode(new Effect(Prefer(1), Device, Seq: 1)));
        List<Round> rivals = [], ours = [];
        for (var round = 0; round < Rounds; round++)
        {
            rivals.Add(await MeasureAsync(() => AppendBenchmark.RivalAsync(database, writers, span, effect)));
            ours.Add(await MeasureAsync(() => WriteAsync(grains, writers, span)));
        }

        var ratios = ours.Zip(rivals, (own, rival) => own.Times.PerSecond / rival.Times.PerSecond).ToList();
        Console.WriteLine(FormattableString.Invariant($"  {writers,3} at once   grains  {Describe(ours)}   {ratios.Median():N2}x ({ratios.Min():N2} to {ratios.Max():N2})"));
        Console.WriteLine(FormattableString.Invariant($"  {"",3}           pgbench {Describe(rivals)}"));
    }

    private static async Task<Round> MeasureAsync(Func<Task<Latencies>> run)
    {
        var before = ProcessorTime.Used();
        var times = await run();
        return new(times, (ProcessorTime.Used() - before)?.TotalMicroseconds / times.Count ?? double.NaN);
    }

    private static string Describe(List<Round> rounds) => FormattableString.Invariant(
        $"{rounds.Median(round => round.Times.PerSecond),9:N0}/s   p50 {rounds.Median(round => round.Times.P50),7:N2} ms   p99 {rounds.Median(round => round.Times.P99),7:N2} ms   {rounds.Median(round => round.ProcessorUs),6:N0} us of processors each");

    private static void AddUsers(HostApplicationBuilder builder)
    {
        builder.AddGrainRuntime();
        builder.Services.AddCatalogue();
        builder.Services.AddDiscovery();
        builder.Services.AddUsers();
    }

    private static async Task<Latencies> WriteAsync(IClusterClient grains, int writers, TimeSpan span)
    {
        var run = Guid.CreateVersion7();
        var users = await Task.WhenAll(Enumerable.Range(0, writers).Select(number => UserAsync(grains, FormattableString.Invariant($"{run}-{number}"))));
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(users.Select(user => Task.Run(async () =>
        {
            var times = new List<double>();
            for (var number = 0; Stopwatch.GetElapsedTime(started) < span; number++)
            {
                var before = Stopwatch.GetTimestamp();
                await ApplyAsync(user, [Prefer(number)]);
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }

            return times;
        })));
        return new(all.SelectMany(times => times), Stopwatch.GetElapsedTime(started));
    }

    // A second process over the same database, as it is after a restart, though in this one.
    private static async Task<Latencies> StartAsync(BenchmarkDatabase database, IClusterClient grains)
    {
        var ids = Enumerable.Range(0, Starts).Select(_ => Guid.CreateVersion7().ToString()).ToList();
        foreach (var user in await Task.WhenAll(ids.Select(id => UserAsync(grains, id))))
        {
            foreach (var batch in Enumerable.Range(0, OperationsOfALongLog).Chunk(SyncLimits.MaxBatch))
                await ApplyAsync(user, [.. batch.Select(Prefer)]);
        }

        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Storage:ConnectionString", database.ConnectionString)]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddPostgresStorage(builder.Configuration);
        AddUsers(builder);
        using var second = builder.Build();
        await second.StartAsync();
        List<double> times = [];
        foreach (var id in ids)
        {
            var before = Stopwatch.GetTimestamp();
            await second.Services.GetRequiredService<IClusterClient>().GetGrain<IUserGrain>(id).ReadWatchlistAsync(null, 20, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        await second.StopAsync();
        return new(times, TimeSpan.FromMilliseconds(times.Sum()));
    }

    private static async Task<double> MeasureIdleAsync(IClusterClient grains)
    {
        var run = Guid.CreateVersion7();
        await FillAsync(grains, run, 0, IdleUsers / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await FillAsync(grains, run, IdleUsers / 10, IdleUsers);
        return (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / (IdleUsers - (IdleUsers / 10));
    }

    private static Task FillAsync(IClusterClient grains, Guid run, int first, int end) => Parallel.ForAsync(first, end, async (number, cancellationToken) =>
    {
        var user = grains.GetGrain<IUserGrain>(FormattableString.Invariant($"idle-{run}-{number}"));
        for (var title = 0; title < 20; title++)
        {
            await user.AddToWatchlistAsync(
                Guid.CreateVersion7().ToString(), FormattableString.Invariant($"imdb:tt{title:D7}"), WatchlistSource.Manual, Placement.Unstated, cancellationToken);
        }
    });

    private static async Task<IUserGrain> UserAsync(IClusterClient grains, string id)
    {
        var user = grains.GetGrain<IUserGrain>(id);
        await user.AttachDeviceAsync(Device, CancellationToken.None);
        return user;
    }

    private static async Task ApplyAsync(IUserGrain user, IReadOnlyList<Operation> operations)
    {
        var answer = await user.ApplyAsync(Device, operations, CancellationToken.None);
        if (answer.Outcome is not CommitOutcome.Committed || answer.Results.Any(result => result.Status is not OperationStatus.Applied))
            throw new InvalidOperationException($"Not applied: {answer.Outcome} {answer.Results.FirstOrDefault(result => result.Refusal is not null)?.Refusal}");
    }

    private static PreferenceSet Prefer(int number) => new(FormattableString.Invariant($"key {number % 50}"), "true")
    {
        OpId = Guid.CreateVersion7().ToString(),
        Hlc = new HlcTimestamp(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), number % HlcTimestamp.MaxLogical, Device),
    };

    private sealed record Round(Latencies Times, double ProcessorUs);
}
