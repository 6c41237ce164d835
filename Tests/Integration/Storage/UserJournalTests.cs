using System.Text;
using MediaGateway.Grains.Users;
using static MediaGateway.Tests.Integration.Storage.JournalData;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class UserJournalTests : IAsyncLifetime
{
    private StorageHost _host = null!;

    private IUserJournal Journal => _host.Get<IUserJournal>();

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_new_log_is_empty()
    {
        var log = await Journal.LoadAsync("nobody", default);

        Assert.Equal(new UserLog(0, null, null, log.Tail), log);
        Assert.Empty(log.Tail);
    }

    [Fact]
    public async Task What_was_appended_is_read_as_it_was_written()
    {
        var append = Append("ada", 0, 3);
        Assert.Equal(AppendOutcome.Committed, await Journal.AppendAsync(append, default));

        var log = await Journal.LoadAsync("ada", default);

        Assert.Equal((3, append.Clock), (log.Seq, log.Clock));
        Assert.Equal(append.Entries.Select(Plain), log.Tail.Select(Plain));
        Assert.Equal(append.Entries.Skip(1).Take(1).Select(Plain), (await Journal.ReadAsync("ada", 1, 1, default)).Entries.Select(Plain));
    }

    [Fact]
    public async Task Of_two_activations_one_appends_and_the_other_clashes()
    {
        await Journal.AppendAsync(Append("ada", 0, 2), default);

        var outcomes = await Task.WhenAll(
            Journal.AppendAsync(Append("ada", 2, prefix: "here"), default).AsTask(),
            Journal.AppendAsync(Append("ada", 2, prefix: "there"), default).AsTask());

        Assert.Equal([AppendOutcome.Committed, AppendOutcome.Clash], outcomes.Order());
        Assert.Equal(3, (await Journal.LoadAsync("ada", default)).Tail.Count);
    }

    [Fact]
    public async Task A_stale_activation_clashes_also_when_what_it_lacks_was_compacted_away()
    {
        await Journal.AppendAsync(Append("ada", 0, 100), default);
        await Journal.AppendAsync(Append("ada", 100, 1, "newer"), default);
        await Journal.SaveSnapshotAsync(Snapshot("ada", 101), new Compaction(101, []), default);

        Assert.Equal(AppendOutcome.Clash, await Journal.AppendAsync(Append("ada", 100, 1, "stale"), default));
        Assert.Equal(101, (await Journal.LoadAsync("ada", default)).Seq);
    }

    [Fact]
    public async Task An_append_to_a_log_that_was_erased_clashes()
    {
        await Journal.AppendAsync(Append("ada", 0, 5), default);
        await Journal.SaveSnapshotAsync(Snapshot("ada", 5), new Compaction(2, []), default);

        await Journal.EraseAsync("ada", default);

        Assert.Equal(AppendOutcome.Clash, await Journal.AppendAsync(Append("ada", 5), default));
        await Journal.SaveSnapshotAsync(Snapshot("ada", 5), new Compaction(2, []), default);
        var log = await Journal.LoadAsync("ada", default);
        Assert.Equal((0, null), (log.Seq, log.Snapshot));
        Assert.Empty(await Journal.FindOperationsAsync("ada", ["op-1"], default));
    }

    [Fact]
    public async Task The_clock_never_goes_back()
    {
        await Journal.AppendAsync(Append("ada", 0) with { Clock = Clock(900) }, default);
        await Journal.AppendAsync(Append("ada", 1) with { Clock = Clock(800) }, default);

        Assert.Equal(Clock(900), (await Journal.LoadAsync("ada", default)).Clock);
    }

    [Fact]
    public async Task A_snapshot_with_its_tail_is_the_whole_log()
    {
        await Journal.AppendAsync(Append("ada", 0, 10), default);
        await Journal.SaveSnapshotAsync(Snapshot("ada", 6), new Compaction(4, []), default);

        var log = await Journal.LoadAsync("ada", default);

        Assert.Equal((10, 6), (log.Seq, log.Snapshot!.Seq));
        Assert.Equal("""{"at":6}""", Encoding.UTF8.GetString(log.Snapshot.Document.Span));
        Assert.Equal([7, 8, 9, 10], log.Tail.Select(entry => entry.Seq));
        Assert.Equal([5, 6, 7, 8, 9, 10], (await Journal.ReadAsync("ada", 0, 100, default)).Entries.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task An_older_snapshot_replaces_no_newer_one_and_removes_nothing()
    {
        await Journal.AppendAsync(Append("ada", 0, 10), default);
        await Journal.SaveSnapshotAsync(Snapshot("ada", 8), new Compaction(3, []), default);

        await Journal.SaveSnapshotAsync(Snapshot("ada", 5), new Compaction(5, []), default);

        Assert.Equal(8, (await Journal.LoadAsync("ada", default)).Snapshot!.Seq);
        Assert.Equal(4, (await Journal.ReadAsync("ada", 0, 100, default)).Entries[0].Seq);
    }

    [Fact]
    public async Task Compaction_never_goes_beyond_the_snapshot_nor_a_snapshot_beyond_the_head()
    {
        await Journal.AppendAsync(Append("ada", 0, 10), default);

        await Journal.SaveSnapshotAsync(Snapshot("ada", 11), new Compaction(11, []), default);
        Assert.Null((await Journal.LoadAsync("ada", default)).Snapshot);
        await Journal.SaveSnapshotAsync(Snapshot("ada", 5), new Compaction(9, []), default);

        Assert.Equal(6, (await Journal.ReadAsync("ada", 0, 100, default)).Entries[0].Seq);
    }

    [Fact]
    public async Task Operations_are_remembered_beyond_compaction_with_what_they_cancelled()
    {
        var append = Append("ada", 0, 1);
        RememberedOperation[] operations =
        [
            append.Operations[0] with { CancelledAdds = ["a", "unseen \"quoted\" {x}"] },
            new("refused", new byte[] { 9 }, 0, "clock_ahead", Noon, []),
        ];
        await Journal.AppendAsync(append with { Operations = operations }, default);
        await Journal.SaveSnapshotAsync(Snapshot("ada", 1), new Compaction(1, []), default);

        var found = (await Journal.FindOperationsAsync("ada", ["refused", "op-1", "other", "nul\0"], default)).OrderBy(operation => operation.OpId).ToList();

        Assert.Equal(["op-1", "refused"], found.Select(operation => operation.OpId));
        Assert.Equal(operations[0].CancelledAdds, found[0].CancelledAdds);
        Assert.Equal((1, null, Noon.AddSeconds(1)), (found[0].Seq, found[0].Refusal, found[0].At));
        Assert.Equal((0, "clock_ahead"), (found[1].Seq, found[1].Refusal));
        Assert.Equal(operations[1].Fingerprint.ToArray(), found[1].Fingerprint.ToArray());
    }

    [Fact]
    public async Task Refusals_alone_are_remembered_without_moving_the_head()
    {
        var refusal = new RememberedOperation("no", new byte[] { 1 }, 0, "too_old", Noon, []);

        Assert.Equal(AppendOutcome.Committed, await Journal.AppendAsync(new("ada", 0, Clock(5), [], [refusal]), default));
        Assert.Equal(AppendOutcome.Committed, await Journal.AppendAsync(new("ada", 0, Clock(6), [], [refusal with { OpId = "no2" }]), default));

        Assert.Equal(0, (await Journal.LoadAsync("ada", default)).Seq);
        Assert.Equal(AppendOutcome.Committed, await Journal.AppendAsync(Append("ada", 0), default));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_operation_that_is_remembered_already_clashes_and_writes_nothing(bool isCompacted, bool isRefusedNow)
    {
        await Journal.AppendAsync(Append("ada", 0, 2), default);
        if (isCompacted) await Journal.SaveSnapshotAsync(Snapshot("ada", 2), new Compaction(1, []), default);

        var entry = Entry(3) with { OpId = "op-1" };
        var again = isRefusedNow
            ? new UserAppend("ada", 2, Clock(3), [], [Remember(entry) with { Seq = 0, Refusal = "not_in_watchlist" }])
            : new UserAppend("ada", 2, Clock(3), [entry], [Remember(entry)]);
        var outcomes = await Task.WhenAll(Journal.AppendAsync(again, default).AsTask(), Journal.AppendAsync(Append("bob", 0), default).AsTask());

        Assert.Equal([AppendOutcome.Clash, AppendOutcome.Committed], outcomes);
        Assert.Equal(2, (await Journal.LoadAsync("ada", default)).Seq);
        var found = Assert.Single(await Journal.FindOperationsAsync("ada", ["op-1"], default));
        Assert.Equal((1, null), (found.Seq, found.Refusal));
    }

    [Fact]
    public async Task An_operation_that_was_refused_clashes_when_it_comes_again_and_would_be_applied()
    {
        await Journal.AppendAsync(new("ada", 0, Clock(5), [], [new("op-1", new byte[] { 1 }, 0, "not_in_watchlist", Noon, [])]), default);

        Assert.Equal(AppendOutcome.Clash, await Journal.AppendAsync(Append("ada", 0), default));
        Assert.Equal("not_in_watchlist", Assert.Single(await Journal.FindOperationsAsync("ada", ["op-1"], default)).Refusal);
    }

    [Fact]
    public async Task Effects_that_the_server_adds_to_an_operation_may_have_one_id_more_than_once_and_are_no_operations()
    {
        for (var seq = 0; seq < 4; seq += 2)
        {
            JournalEntry[] entries = [Entry(seq + 1) with { OpId = "op-1~" }, Entry(seq + 2)];
            Assert.Equal(AppendOutcome.Committed, await Journal.AppendAsync(new("ada", seq, Clock(seq), entries, [Remember(entries[1])]), default));
        }

        await Journal.SaveSnapshotAsync(Snapshot("ada", 4), new Compaction(3, []), default);

        Assert.Equal(["op-2", "op-4"], (await Journal.FindOperationsAsync("ada", ["op-1~", "op-2", "op-4"], default)).Select(operation => operation.OpId).Order());
    }

    [Fact]
    public async Task An_operation_without_any_effect_is_remembered()
    {
        await Journal.AppendAsync(Append("ada", 0, 2), default);
        await Journal.AppendAsync(new("ada", 2, Clock(3), [], [new("idle", new byte[] { 1 }, 2, null, Noon, [])]), default);

        Assert.Equal((2, null), Assert.Single((await Journal.FindOperationsAsync("ada", ["idle"], default)).Select(operation => (operation.Seq, operation.Refusal))));
    }

    [Fact]
    public async Task The_first_entry_at_or_after_a_time_is_found()
    {
        await Journal.AppendAsync(Append("ada", 0, 5), default);

        Assert.Equal(3, await Journal.FindFirstAtOrAfterAsync("ada", Noon.AddSeconds(3), default));
        Assert.Equal(1, await Journal.FindFirstAtOrAfterAsync("ada", Noon.AddYears(-1), default));
        Assert.Null(await Journal.FindFirstAtOrAfterAsync("ada", Noon.AddSeconds(6), default));
    }

    [Fact]
    public async Task Numbers_with_a_hole_are_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.AppendAsync(Append("ada", 0) with { ExpectedSeq = 1 }, default).AsTask());

    [Fact]
    public async Task Text_that_cannot_be_stored_is_refused()
    {
        var append = Append("ada", 0);
        foreach (var text in new[] { "nul\0", "half\ud800", "\udc00half", "\udc00\ud800" })
        {
            var unstorable = append with { Operations = [append.Operations[0] with { OpId = text }] };
            await Assert.ThrowsAsync<JournalRefusedException>(() => Journal.AppendAsync(unstorable, default).AsTask());
        }
    }

    private static UserSnapshot Snapshot(string user, long seq) => new(user, seq, Encoding.UTF8.GetBytes($$"""{"at":{{seq}}}"""));

    private static (long, string, string?, DateTimeOffset, string) Plain(JournalEntry entry) =>
        (entry.Seq, entry.OpId, entry.DeviceId, entry.CommittedAt, Encoding.UTF8.GetString(entry.Effect.Span));
}
