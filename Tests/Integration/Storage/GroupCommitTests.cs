using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Users;
using MediaGateway.Storage.Connections;
using MediaGateway.Storage.Journal;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using static MediaGateway.Tests.Integration.Storage.JournalData;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Ten_thousand_concurrent_appends_are_all_there_in_each_users_order()
    {
        await using var host = await StorageHost.StartAsync();
        var journal = host.Get<IUserJournal>();

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async user =>
        {
            for (var seq = 0; seq < 10; seq++) Assert.Equal(AppendOutcome.Committed, await journal.AppendAsync(Append(User(user), seq), default));
        }));

        Assert.Equal(10_000L, await ScalarAsync(host, "select count(*) from user_ops"));
        Assert.Equal(1_000L, await ScalarAsync(host, "select count(*) from user_heads where seq = 10"));
        Assert.Equal(10_000L, await ScalarAsync(host, "select count(*) from user_ops where fingerprint is not null"));
    }

    [Fact]
    public async Task One_clash_among_many_is_that_users_alone()
    {
        await using var host = await StorageHost.StartAsync();
        var journal = host.Get<IUserJournal>();
        await journal.AppendAsync(Append(User(7), 0, 3), default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 300).Select(user => journal.AppendAsync(Append(User(user), 0, prefix: "new"), default).AsTask()));

        Assert.Equal([7], outcomes.Index().Where(outcome => outcome.Item == AppendOutcome.Clash).Select(outcome => outcome.Index));
        Assert.Equal(299L, await ScalarAsync(host, "select count(*) from user_ops where op_id = 'new-1'"));
    }

    [Fact]
    public async Task One_poisonous_entry_among_many_is_refused_alone()
    {
        await using var host = await StorageHost.StartAsync();
        var journal = host.Get<IUserJournal>();
        var noJson = Append(User(7), 0) with { Entries = [Entry(1) with { Effect = "{no json"u8.ToArray() }] };
        var noText = Append(User(8), 0) with { Entries = [Entry(1) with { Effect = new byte[] { (byte)'"', 0xff, (byte)'"' } }] };

        var appends = Enumerable.Range(0, 300).Select(user => journal.AppendAsync(user switch { 7 => noJson, 8 => noText, _ => Append(User(user), 0) }, default).AsTask()).ToList();

        for (var user = 0; user < appends.Count; user++)
        {
            if (user is 7 or 8) await Assert.ThrowsAsync<JournalRefusedException>(() => appends[user]);
            else Assert.Equal(AppendOutcome.Committed, await appends[user]);
        }
        Assert.Equal(298L, await ScalarAsync(host, "select count(*) from user_heads"));
    }

    [Fact]
    public async Task Two_silos_that_append_for_the_same_users_never_both_win_nor_wait_for_ever()
    {
        var connectionString = await TestServer.CreateDatabaseAsync();
        await using var one = await StorageHost.StartOnAsync(connectionString);
        await using var two = await StorageHost.StartOnAsync(connectionString);
        IUserJournal[] journals = [one.Get<IUserJournal>(), two.Get<IUserJournal>()];

        for (var round = 0; round < 10; round++)
        {
            // Each silo sends in another order: heads locked as they come would wait for each other.
            var outcomes = await Task.WhenAll(journals.Select((journal, silo) => Task.WhenAll(
                (silo == 0 ? Enumerable.Range(0, 200) : Enumerable.Range(0, 200).Reverse())
                    .Select(async user => (user, Outcome: await journal.AppendAsync(Append(User(user), round, prefix: $"silo{silo}-round{round}"), default))))));

            var winners = outcomes.SelectMany(silo => silo).Where(result => result.Outcome == AppendOutcome.Committed).Select(result => result.user).ToList();
            Assert.Equal(200, winners.Count);
            Assert.Equal(200, winners.Distinct().Count());
        }
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_takes_again_when_it_has_emptied()
    {
        await using var host = await StorageHost.StartAsync(("Storage:Journal:MaxPendingAppends", "8"), ("Storage:Journal:Writers", "1"));
        var journal = host.Get<IUserJournal>();
        await using var blocker = await BlockHeadsAsync(host);

        var appends = Enumerable.Range(0, 9).Select(user => journal.AppendAsync(Append(User(user), 0), default).AsTask()).ToList();
        await Assert.ThrowsAsync<JournalOverloadedException>(() => appends[8]);

        await blocker.RollbackAsync();
        Assert.All(await Task.WhenAll(appends.Take(8)), outcome => Assert.Equal(AppendOutcome.Committed, outcome));
        Assert.Equal(AppendOutcome.Committed, await journal.AppendAsync(Append(User(9), 0), default));
    }

    [Fact]
    public async Task An_append_that_waits_can_be_withdrawn_and_is_then_not_written()
    {
        await using var host = await StorageHost.StartAsync(("Storage:Journal:Writers", "1"));
        var journal = host.Get<IUserJournal>();
        await using var blocker = await BlockHeadsAsync(host);
        using var giveUp = new CancellationTokenSource();
        var first = journal.AppendAsync(Append(User(0), 0), default).AsTask();
        await UntilAsync(async () => await ScalarAsync(host, "select count(*) from pg_locks where not granted") > 0);

        var second = journal.AppendAsync(Append(User(1), 0), giveUp.Token).AsTask();
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await blocker.RollbackAsync();
        Assert.Equal(AppendOutcome.Committed, await first);
        Assert.Equal(0, (await journal.LoadAsync(User(1), default)).Seq);
    }

    [Fact]
    public async Task What_appends_come_to_can_be_seen_from_outside()
    {
        await using var host = await StorageHost.StartAsync();
        var meters = host.Get<IMeterFactory>();
        var appends = new List<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "mg.journal.appends") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (appends) appends.Add(tags[0].Value as string);
        });
        listener.Start();

        var journal = host.Get<IUserJournal>();
        await journal.AppendAsync(Append("ada", 0), default);
        await journal.AppendAsync(Append("ada", 0), default);

        Assert.Equal(["committed", "clash"], appends);
    }

    [Fact]
    public async Task A_stop_finishes_what_was_accepted()
    {
        var connectionString = await TestServer.CreateDatabaseAsync();
        List<Task<AppendOutcome>> appends;
        await using (var host = await StorageHost.StartOnAsync(connectionString))
        {
            var journal = host.Get<IUserJournal>();
            appends = [.. Enumerable.Range(0, 3_000).Select(user => journal.AppendAsync(Append(User(user), 0), default).AsTask())];
        }

        Assert.All(await Task.WhenAll(appends), outcome => Assert.Equal(AppendOutcome.Committed, outcome));
        await using var next = await StorageHost.StartOnAsync(connectionString);
        Assert.Equal(3_000L, await ScalarAsync(next, "select count(*) from user_ops"));
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed_again_and_again_under_load()
    {
        var data = Directory.CreateTempSubdirectory("mgdata").FullName;
        TestServer.Open(data);
        await using (var host = await StorageHost.StartWithAsync(_ => { }, ("Storage:DataDirectory", data), ("Storage:RetryInterval", "00:00:00.020")))
        {
            using var stop = new CancellationTokenSource();
            var users = Enumerable.Range(0, 64).Select(user => KeepAppendingAsync(host, User(user), stop.Token)).ToList();
            for (var kill = 0; kill < 5; kill++)
            {
                var before = await AppendedAsync(host);
                await UntilAsync(async () => await AppendedAsync(host) > before + 200);
                Process.GetProcessById(host.Get<EmbeddedServer>().ProcessId!.Value).Kill();
                await UntilAsync(() => Task.FromResult(host.Get<DatabaseGate>().State != DatabaseState.Ready));
                await host.Get<DatabaseGate>().WaitUntilOpenAsync(default).WaitAsync(TimeSpan.FromSeconds(60));
            }
            await stop.CancelAsync();

            foreach (var (user, acknowledged) in await Task.WhenAll(users))
            {
                var log = await host.Get<IUserJournal>().LoadAsync(user, default);
                Assert.Equal(Enumerable.Range(1, (int)log.Seq).Select(seq => (long)seq), log.Tail.Select(entry => entry.Seq));
                Assert.Superset(acknowledged, log.Tail.Select(entry => entry.OpId).ToHashSet());
                Assert.Equal(log.Tail.Count, log.Tail.Select(entry => entry.OpId).Distinct().Count());
            }
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Operations_whose_entries_are_gone_are_forgotten_after_ninety_days_and_not_before()
    {
        var clock = new SetClock { Now = Noon.AddDays(90).AddSeconds(4) };
        await using var host = await StorageHost.StartWithAsync(
            services => services.AddSingleton<TimeProvider>(clock), ("Storage:ConnectionString", await TestServer.CreateDatabaseAsync()));
        var journal = host.Get<IUserJournal>();
        await journal.AppendAsync(Append("ada", 0, 10), default);
        await journal.SaveSnapshotAsync(new UserSnapshot("ada", 10, "{}"u8.ToArray()), new Compaction(2, [3, 5]), default);
        var upkeep = host.Services.GetServices<IHostedService>().OfType<JournalUpkeep>().Single();

        Assert.Equal(3, await upkeep.ForgetAsync(default));

        var remembered = await journal.FindOperationsAsync("ada", [.. Enumerable.Range(1, 10).Select(number => $"op-{number}")], default);
        Assert.Equal([4L, 5, 6, 7, 8, 9, 10], remembered.Select(operation => operation.Seq).Order());
    }

    [Fact]
    public async Task The_epoch_stays_over_a_restart_and_changes_with_a_restored_database()
    {
        var connectionString = await TestServer.CreateDatabaseAsync();
        var first = await EpochAsync(connectionString);
        Assert.Equal(first, await EpochAsync(connectionString));

        Assert.NotEqual(first, await EpochAsync(await TestServer.CopyDatabaseAsync(connectionString)));
    }

    /// <summary>One user's grain as far as the journal sees it: the same operation again until it is known to be there.</summary>
    private static async Task<(string User, HashSet<string> Acknowledged)> KeepAppendingAsync(StorageHost host, string user, CancellationToken stop)
    {
        var journal = host.Get<IUserJournal>();
        var acknowledged = new HashSet<string>();
        var seq = 0L;
        for (var operation = 1; !stop.IsCancellationRequested;)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"op-{operation}");
            var entry = Entry(seq + 1) with { OpId = id };
            try
            {
                var outcome = await journal.AppendAsync(new(user, seq, Clock(seq), [entry], [Remember(entry)]), default);
                // Only one activation is here: nobody can have been first but an append of its own whose outcome it did not hear.
                Assert.Equal(AppendOutcome.Committed, outcome);
                seq++;
            }
            catch (StorageUnavailableException)
            {
                (seq, var written) = await ReloadAsync(host, user, id);
                if (!written) continue;
            }
            acknowledged.Add(id);
            operation++;
        }
        return (user, acknowledged);
    }

    private static async Task<(long Seq, bool Written)> ReloadAsync(StorageHost host, string user, string operation)
    {
        while (true)
        {
            try
            {
                await host.Get<DatabaseGate>().WaitUntilOpenAsync(default).WaitAsync(TimeSpan.FromSeconds(60));
                var found = await host.Get<IUserJournal>().FindOperationsAsync(user, [operation], default);
                return ((await host.Get<IUserJournal>().LoadAsync(user, default)).Seq, found.Count > 0);
            }
            catch (StorageUnavailableException)
            {
                // Killed once more meanwhile.
            }
        }
    }

    private static async Task<long> AppendedAsync(StorageHost host)
    {
        try
        {
            return await ScalarAsync(host, "select count(*) from user_ops");
        }
        catch (StorageUnavailableException)
        {
            return 0;
        }
    }

    /// <summary>Keeps every append waiting until the transaction ends.</summary>
    private static async Task<NpgsqlTransaction> BlockHeadsAsync(StorageHost host)
    {
        var connection = await host.Get<Database>().Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("lock table user_heads in share mode", connection);
        await command.ExecuteNonQueryAsync();
        return transaction;
    }

    private static async Task<string> EpochAsync(string connectionString)
    {
        await using var host = await StorageHost.StartOnAsync(connectionString);
        return await host.Get<IUserJournal>().GetEpochAsync(default);
    }

    private static Task<long> ScalarAsync(StorageHost host, string sql) => host.Get<Database>().UseAsync(
        async (connection, cancellationToken) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        },
        CancellationToken.None);

    private static string User(int number) => string.Create(CultureInfo.InvariantCulture, $"user-{number:0000}");

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
