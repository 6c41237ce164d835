using System.Text.Json;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Grains.Users;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>What a device that was away gets, and what is kept for it.</summary>
public sealed class UserLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Person _ada = new();
    private readonly MovableTime _time = new(Start);

    [Fact]
    public async Task A_device_gets_what_came_after_the_number_it_has_in_pages()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AddTitlesAsync(silo, 1, 5);

        var first = await ReadAsync(silo, new SyncStateQuery(1, null, null, 2));
        Assert.Equal([2L, 3], first.Operations.Select(operation => operation.Seq));
        Assert.Equal((3, true), (first.Seq, first.More));

        var second = await ReadAsync(silo, new SyncStateQuery(first.Seq, null, first.LogEpoch, 2));
        Assert.Equal([4L, 5], second.Operations.Select(operation => operation.Seq));
        Assert.Equal((5, false), (second.Seq, second.More));

        var end = await ReadAsync(silo, new SyncStateQuery(second.Seq, null, second.LogEpoch, 2));
        Assert.Empty(end.Operations);
        Assert.Null(end.Snapshot);
        Assert.Equal((5, false), (end.Seq, end.More));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(4L, null)]
    [InlineData(1L, "another log")]
    public async Task A_device_that_knows_nothing_or_too_much_or_another_log_gets_a_snapshot(long? after, string? epoch)
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AddTitlesAsync(silo, 1, 3);

        var state = await ReadAsync(silo, new SyncStateQuery(after, null, epoch, 500));
        Assert.Empty(state.Operations);
        Assert.Equal((3, false, silo.Journal.Epoch), (state.Seq, state.More, state.LogEpoch));
        Assert.Equal([UserSilo.Title(1), UserSilo.Title(2), UserSilo.Title(3)], ItemsOf(state));
    }

    [Fact]
    public async Task A_time_gives_everything_committed_at_or_after_it()
    {
        await using var silo = await UserSilo.StartAsync(time: _time);
        await _ada.AddTitlesAsync(silo, 1, 2);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _ada.AddTitlesAsync(silo, 3, 4);

        Assert.Equal([3L, 4], await SeqsAsync(silo, Start.AddMinutes(1)));
        Assert.Equal([1L, 2, 3, 4], await SeqsAsync(silo, Start));
        Assert.Empty(await SeqsAsync(silo, Start.AddMinutes(2)));
    }

    [Fact]
    public async Task What_is_older_than_the_memory_of_the_grain_is_read_from_the_journal()
    {
        await using var silo = await StartBehindThousandEntriesAsync();
        var state = await ReadAsync(silo, new SyncStateQuery(600, null, null, 500));
        Assert.Equal(Enumerable.Range(601, 400).Select(seq => (long)seq), state.Operations.Select(operation => operation.Seq));
        var oldest = await ReadAsync(silo, new SyncStateQuery(510, null, null, 10));
        Assert.Equal(Enumerable.Range(511, 10).Select(seq => (long)seq), oldest.Operations.Select(operation => operation.Seq));
        Assert.True(oldest.More);
    }

    [Fact]
    public async Task A_snapshot_and_the_entries_after_it_give_the_state_that_was_there()
    {
        var first = await UserSilo.StartAsync(configure: static options => (options.SnapshotEvery, options.KeptEntries) = (3, 1));
        await _ada.AddTitlesAsync(first, 1, 7);
        await _ada.MoveFirstAsync(first, 7);
        var before = await _ada.ListAsync(first);
        await first.DisposeAsync();

        Assert.NotNull(first.Journal.SnapshotOf(_ada.Id));
        await using var second = await UserSilo.StartAsync(first.Journal);
        Assert.Equal(before, await _ada.ListAsync(second));
        Assert.Equal(8, (await ReadAsync(second, new SyncStateQuery(8, null, null, 1))).Seq);
    }

    [Fact]
    public async Task Users_whose_snapshots_are_due_together_take_turns_and_each_gets_one()
    {
        await using var silo = await UserSilo.StartAsync(configure: static options => (options.SnapshotEvery, options.SnapshotsAtOnce) = (2, 1));
        var (begun, release) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        silo.Journal.HoldSnapshots(_ =>
        {
            Interlocked.Increment(ref begun);
            return release.Task;
        });
        var people = Enumerable.Range(0, 4 * silo.Silos).Select(_ => new Person()).ToList();
        foreach (var person in people)
            await person.AddTitlesAsync(silo, 1, 3);
        await Person.UntilAsync(() => Volatile.Read(ref begun) > 0, () => people[0].ListAsync(silo));
        foreach (var person in people)
            await person.AddTitlesAsync(silo, 4, 5);
        Assert.InRange(Volatile.Read(ref begun), 1, silo.Silos);

        silo.Journal.HoldSnapshots(null);
        release.SetResult();
        foreach (var person in people)
            await person.CommitUntilSnapshotAsync(silo, 5);
    }

    [Fact]
    public async Task What_a_device_has_not_acknowledged_is_not_compacted_away()
    {
        await using var silo = await StartCompactingAsync();
        await _ada.AttachAsync(silo);
        await _ada.AddTitlesAsync(silo, 1, 4);
        await _ada.UntilSnapshotAsync(silo, 4);
        Assert.Equal(4, silo.Journal.EntriesOf(_ada.Id).Count);

        Assert.True(await silo.User(_ada.Id).AcknowledgeAsync(Person.Phone, 3, CancellationToken.None));
        await _ada.CommitUntilSnapshotAsync(silo, 8);
        Assert.Equal(4, silo.Journal.EntriesOf(_ada.Id)[0].Seq);
    }

    [Fact]
    public async Task An_acknowledgement_that_comes_late_takes_none_back()
    {
        await using var silo = await StartCompactingAsync();
        await _ada.AttachAsync(silo);
        await _ada.AddTitlesAsync(silo, 1, 4);
        Assert.True(await silo.User(_ada.Id).AcknowledgeAsync(Person.Phone, 4, CancellationToken.None));
        Assert.True(await silo.User(_ada.Id).AcknowledgeAsync(Person.Phone, 1, CancellationToken.None));
        await _ada.CommitUntilSnapshotAsync(silo, 8);
        Assert.Equal(5, silo.Journal.EntriesOf(_ada.Id)[0].Seq);
    }

    [Fact]
    public async Task Positions_that_later_ones_made_pointless_go_though_a_device_has_not_read_them()
    {
        await using var silo = await StartCompactingAsync();
        await _ada.AttachAsync(silo);
        for (var minute = 1; minute <= 40; minute++)
        {
            var record = new PlaybackRecord(UserSilo.Title(1), minute * 60_000, null, null);
            Assert.Equal(CommitOutcome.Committed, await silo.User(_ada.Id).RecordPlaybackAsync(Person.Phone, record, CancellationToken.None));
        }

        await _ada.CommitUntilSnapshotAsync(silo, 41);
        var positions = silo.Journal.EntriesOf(_ada.Id).Count(entry => entry.Seq <= 40);
        Assert.InRange(positions, 1, 12);

        await using var next = await UserSilo.StartAsync(silo.Journal);
        var state = await ReadAsync(next, new SyncStateQuery(0, null, null, 500));
        Assert.Null(state.Snapshot);
        Assert.Equal(40 * 60_000, state.Operations.Select(effect => effect.Operation).OfType<PositionSet>().Last().PositionMs);
        Assert.Equal(state.Seq, state.Operations[^1].Seq);
    }

    [Fact]
    public async Task Nobody_gets_a_log_with_a_hole_where_compaction_was()
    {
        await using var silo = await StartCompactingAsync();
        await _ada.AddTitlesAsync(silo, 1, 4);
        await _ada.UntilSnapshotAsync(silo, 4);
        Assert.Empty(silo.Journal.EntriesOf(_ada.Id));
        await _ada.AddTitlesAsync(silo, 5, 6);

        var behind = await ReadAsync(silo, new SyncStateQuery(2, null, null, 500));
        Assert.NotNull(behind.Snapshot);
        Assert.Equal(6, behind.Seq);
        var close = await ReadAsync(silo, new SyncStateQuery(4, null, null, 500));
        Assert.Equal([5L, 6], close.Operations.Select(operation => operation.Seq));
        Assert.NotNull((await ReadAsync(silo, new SyncStateQuery(null, DateTimeOffset.UnixEpoch, null, 500))).Snapshot);
    }

    [Fact]
    public async Task What_another_silo_compacted_meanwhile_is_noticed_by_who_reads()
    {
        await using var silo = await StartBehindThousandEntriesAsync();
        Assert.Null((await ReadAsync(silo, new SyncStateQuery(510, null, null, 10))).Snapshot);
        await silo.Journal.SaveSnapshotAsync(new UserSnapshot(_ada.Id, 1001, "{}"u8.ToArray()), new Compaction(600, []), CancellationToken.None);

        var state = await ReadAsync(silo, new SyncStateQuery(510, null, null, 10));
        Assert.NotNull(state.Snapshot);
        Assert.Equal(1000, state.Seq);
    }

    [Fact]
    public async Task A_silo_that_comes_after_knows_up_to_where_the_log_is_gone()
    {
        var first = await StartCompactingAsync();
        await _ada.AddTitlesAsync(first, 1, 4);
        await first.DisposeAsync();
        await using var second = await UserSilo.StartAsync(first.Journal);

        Assert.NotNull((await ReadAsync(second, new SyncStateQuery(3, null, null, 500))).Snapshot);
        Assert.Null((await ReadAsync(second, new SyncStateQuery(4, null, null, 500))).Snapshot);
    }

    [Fact]
    public async Task A_device_acknowledges_no_more_than_there_is_and_only_as_the_users_own()
    {
        await using var silo = await StartCompactingAsync();
        Assert.False(await silo.User(_ada.Id).AcknowledgeAsync("stranger", 1, CancellationToken.None));

        await _ada.AttachAsync(silo);
        await _ada.AddTitlesAsync(silo, 1, 1);
        Assert.True(await silo.User(_ada.Id).AcknowledgeAsync(Person.Phone, 1_000_000, CancellationToken.None));
        await _ada.CommitUntilSnapshotAsync(silo, 4);
        Assert.Equal(2, silo.Journal.EntriesOf(_ada.Id)[0].Seq);
    }

    [Fact]
    public async Task A_snapshot_that_fails_costs_nothing_and_is_taken_later()
    {
        await using var silo = await StartCompactingAsync();
        silo.Journal.FailSnapshots = true;
        await _ada.AddTitlesAsync(silo, 1, 4);
        await Person.UntilAsync(() => silo.Journal.FailedSnapshots > 0, () => _ada.ListAsync(silo));
        Assert.Null(silo.Journal.SnapshotOf(_ada.Id));
        Assert.Equal(4, silo.Journal.EntriesOf(_ada.Id).Count);

        silo.Journal.FailSnapshots = false;
        await _ada.CommitUntilSnapshotAsync(silo, 5);
        Assert.Equal([.. Enumerable.Range(1, 4).Select(UserSilo.Title), UserSilo.Title(9)], await _ada.ListAsync(silo));
    }

    [Fact]
    public async Task Erasing_leaves_nothing_and_the_user_may_begin_anew()
    {
        await using var silo = await UserSilo.StartAsync(configure: static options => options.SnapshotEvery = 1);
        await _ada.AttachAsync(silo);
        await _ada.AddTitlesAsync(silo, 1, 3);
        await silo.User(_ada.Id).EraseAsync(CancellationToken.None);

        Assert.Null(silo.Journal.SnapshotOf(_ada.Id));
        Assert.Empty(silo.Journal.EntriesOf(_ada.Id));
        Assert.Empty(await _ada.ListAsync(silo));
        Assert.Empty(await silo.User(_ada.Id).ReadDevicesAsync(CancellationToken.None));
        await _ada.AddTitlesAsync(silo, 4, 4);
        Assert.Equal([1L], silo.Journal.EntriesOf(_ada.Id).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task An_export_holds_the_list_the_history_and_the_devices()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        await _ada.AddTitlesAsync(silo, 1, 1);
        await _ada.ApplyAsync(silo, new PlayAdd("play-1", UserSilo.Title(2), Start, true, null) { OpId = "op-play", Hlc = _ada.Now() });

        using var export = JsonDocument.Parse((await silo.User(_ada.Id).ExportAsync(CancellationToken.None))!.Value);
        var root = export.RootElement;
        Assert.Equal(UserSilo.Title(1), root.GetProperty("state").GetProperty("items")[0].GetProperty("content_id").GetString());
        Assert.Equal("play-1", root.GetProperty("plays")[0].GetProperty("play_id").GetString());
        Assert.Equal(Person.Phone, root.GetProperty("devices")[0].GetProperty("device_id").GetString());
    }

    /// <summary>A silo that has a snapshot of the user, and none of the thousand entries before it, in its memory.</summary>
    private async Task<UserSilo> StartBehindThousandEntriesAsync()
    {
        await using var first = await UserSilo.StartAsync(configure: static options => options.SnapshotEvery = 1_000);
        await _ada.AttachAsync(first);
        await _ada.ApplyAsync(first, [.. Enumerable.Range(0, 500).Select(number => _ada.Rate($"a{number}", 1))]);
        await _ada.ApplyAsync(first, [.. Enumerable.Range(0, 500).Select(number => _ada.Rate($"b{number}", 1))]);
        await _ada.UntilSnapshotAsync(first, 1_000);
        return await UserSilo.StartAsync(first.Journal);
    }

    private static Task<UserSilo> StartCompactingAsync() =>
        UserSilo.StartAsync(configure: static options => (options.SnapshotEvery, options.KeptEntries) = (4, 0));

    private Task<SyncState> ReadAsync(UserSilo silo, SyncStateQuery query) => silo.User(_ada.Id).ReadStateAsync(query, CancellationToken.None);

    private async Task<IReadOnlyList<long>> SeqsAsync(UserSilo silo, DateTimeOffset atOrAfter)
    {
        var state = await ReadAsync(silo, new SyncStateQuery(null, atOrAfter, null, SyncLimits.MaxBatch));
        Assert.Null(state.Snapshot);
        return [.. state.Operations.Select(operation => operation.Seq)];
    }

    private static IEnumerable<string?> ItemsOf(SyncState state)
    {
        using var snapshot = JsonDocument.Parse(state.Snapshot!.Value);
        return [.. snapshot.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("content_id").GetString())];
    }
}
