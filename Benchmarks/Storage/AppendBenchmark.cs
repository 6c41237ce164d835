using System.Diagnostics;
using System.Globalization;
using MediaGateway.Grains.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.Benchmarks.Storage;

/// <summary>Durable appends through the journal, by so many users at once, against <c>pgbench</c> with the single-row insert alone.</summary>
internal static class AppendBenchmark
{
    // A space after each colon: pgbench takes a colon before letters or digits for a variable.
    private const string Effect = """{"type": "watchlist_add", "content_id": "imdb_tt0133093", "source": "manual", "order_key": "a0V", "hlc": {"physical": 1767225600000, "logical": 0, "node_id": "0199a0b2-7c11-7aaa-bbbb-0123456789ab"}}""";

    // The rival writes the row of the log, with ids as long as ours, and nothing else: no head, no fence, nothing looked for.
    private const string RivalScript = """
        insert into rival_ops (user_no, seq, op_id, device_id, committed_at, effect, fingerprint)
        values (:client_id, nextval('rival_seq'), '0199a0b2-7c11-7aaa-8000-' || lpad(currval('rival_seq')::text, 12, '0'), 'device', now(), '{effect}', '\x{fingerprint}');
        """;

    public static async Task RunAsync(BenchmarkDatabase database, TimeSpan span)
    {
        await PrepareRivalAsync(database);
        Console.WriteLine($"Durable appends, {span.TotalSeconds} s each, synchronous_commit and fsync on");
        foreach (var users in new[] { 1, 32, 256 })
        {
            var rival = await RivalAsync(database, users, span, Effect);
            var journal = await JournalAsync(database.Services.GetRequiredService<IUserJournal>(), users, span);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {users,3} at once   journal {journal}   {journal.PerSecond / rival.PerSecond:N2}x"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"",3}           pgbench {rival}"));
        }
    }

    /// <summary>Makes what the rival writes to.</summary>
    public static Task PrepareRivalAsync(BenchmarkDatabase database) =>
        database.ExecuteAsync("create table rival_ops (like user_ops including all); create sequence rival_seq cache 50");

    /// <summary>Appends so many effects of one user in one commit, some times, each on a log that is as long again.</summary>
    public static async Task<Latencies> MeasureBatchAsync(IUserJournal journal, int effects, int rounds)
    {
        var user = string.Create(CultureInfo.InvariantCulture, $"batch-{Guid.CreateVersion7()}");
        var started = Stopwatch.GetTimestamp();
        List<double> times = [];
        for (var round = 0; round < rounds; round++)
        {
            var seq = (long)round * effects;
            var singles = Enumerable.Range(0, effects).Select(number => Append(user, seq + number)).ToList();
            var whole = singles[0] with { Clock = singles[^1].Clock, Entries = [.. singles.SelectMany(one => one.Entries)], Operations = [.. singles.SelectMany(one => one.Operations)] };
            var before = Stopwatch.GetTimestamp();
            if (await journal.AppendAsync(whole, CancellationToken.None) != AppendOutcome.Committed) throw new InvalidOperationException("A lone writer clashed.");
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return new(times, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<Latencies> JournalAsync(IUserJournal journal, int users, TimeSpan span)
    {
        await AppendAsync(journal, users, "warm", TimeSpan.FromSeconds(1));
        var started = Stopwatch.GetTimestamp();
        var times = await AppendAsync(journal, users, "user", span);
        return new(times, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<IEnumerable<double>> AppendAsync(IUserJournal journal, int users, string kind, TimeSpan span)
    {
        var run = Guid.CreateVersion7();
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, users).Select(number => Task.Run(async () =>
        {
            var user = string.Create(CultureInfo.InvariantCulture, $"{kind}-{run}-{number}");
            var times = new List<double>();
            for (var seq = 0L; Stopwatch.GetElapsedTime(started) < span; seq++)
            {
                var before = Stopwatch.GetTimestamp();
                var outcome = await journal.AppendAsync(Append(user, seq), CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
                if (outcome != AppendOutcome.Committed) throw new InvalidOperationException("A lone writer clashed.");
            }
            return times;
        })));
        return all.SelectMany(times => times);
    }

    private static UserAppend Append(string user, long seq)
    {
        var now = TimeProvider.System.GetUtcNow();
        var entry = new JournalEntry(seq + 1, string.Create(CultureInfo.InvariantCulture, $"op-{seq + 1}"), "device", now, System.Text.Encoding.UTF8.GetBytes(Effect));
        return new(user, seq, seq.ToString("x16", CultureInfo.InvariantCulture), [entry], [new(entry.OpId, new byte[32], entry.Seq, null, now, [])]);
    }

    /// <summary>What <c>pgbench</c> makes of the single-row insert of an effect with so many clients.</summary>
    public static async Task<Latencies> RivalAsync(BenchmarkDatabase database, int clients, TimeSpan span, string effect)
    {
        var script = database.FileFor("rival.sql");
        await File.WriteAllTextAsync(script, RivalScript.Replace("{effect}", effect, StringComparison.Ordinal).Replace("{fingerprint}", new string('a', 64), StringComparison.Ordinal).ReplaceLineEndings(" "));
        var prefix = string.Create(CultureInfo.InvariantCulture, $"rival-{clients}");
        foreach (var earlier in Directory.GetFiles(Path.GetDirectoryName(script)!, prefix + ".*"))
            File.Delete(earlier);
        await database.RunClientAsync(
            "pgbench", "-n", "-M", "prepared", "-f", script, "-c", Number(clients), "-j", Number(Math.Min(clients, Environment.ProcessorCount)),
            "-T", Number((int)span.TotalSeconds), "-l", "--log-prefix", database.FileFor(prefix), database.Name);
        // One line for each transaction: client, number, microseconds, ...
        var times = Directory.GetFiles(Path.GetDirectoryName(script)!, prefix + ".*")
            .SelectMany(File.ReadLines)
            .Select(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1_000);
        return new(times, span);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
