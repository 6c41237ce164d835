using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>What a user may rely on, whatever the database does meanwhile.</summary>
public sealed class UserGrainTests
{
    private const string Phone = "phone";

    private readonly string _userId = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task What_was_answered_is_in_the_log_and_survives_the_silo()
    {
        var first = await UserSilo.StartAsync();
        Assert.True((await AddAsync(first, 1)).Created);
        Assert.True((await AddAsync(first, 2)).Created);
        Assert.False((await AddAsync(first, 1)).Created);
        await first.DisposeAsync();

        await using var second = await UserSilo.StartAsync(first.Journal);
        Assert.Equal([UserSilo.Title(1), UserSilo.Title(2)], await ListAsync(second));
    }

    [Fact]
    public async Task Nobody_sees_what_is_not_committed()
    {
        await using var silo = await UserSilo.StartAsync();
        await AddAsync(silo, 1);
        var commit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Journal.HoldCommits(_ =>
        {
            held.TrySetResult();
            return commit.Task;
        });

        var adding = AddAsync(silo, 2);
        await held.Task;
        Assert.Equal([UserSilo.Title(1)], await ListAsync(silo));
        Assert.False(adding.IsCompleted);

        commit.SetResult();
        Assert.True((await adding).Created);
        Assert.Equal([UserSilo.Title(1), UserSilo.Title(2)], await ListAsync(silo));
    }

    [Fact]
    public async Task Changes_that_arrive_while_a_commit_is_under_way_share_the_next_one()
    {
        await using var silo = await UserSilo.StartAsync();
        var commit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Journal.HoldCommits(_ =>
        {
            held.TrySetResult();
            return commit.Task;
        });
        var first = AddAsync(silo, 1);
        await held.Task;
        var others = Enumerable.Range(2, 8).Select(number => AddAsync(silo, number)).ToArray();

        // A read is answered after the calls that were sent before it have begun.
        await ListAsync(silo);
        commit.SetResult();
        await first;
        await Task.WhenAll(others);

        Assert.Equal(2, silo.Journal.Commits);
        Assert.Equal(Enumerable.Range(1, 9).Select(static seq => (long)seq), silo.Journal.EntriesOf(_userId).Select(entry => entry.Seq));
    }

    [Theory]
    [InlineData((int)JournalFault.BeforeCommit, false)]
    [InlineData((int)JournalFault.AfterCommit, true)]
    public async Task After_an_unknown_outcome_the_log_decides_and_a_repeat_changes_nothing_twice(int fault, bool written)
    {
        await using var silo = await UserSilo.StartAsync();
        await silo.User(_userId).AttachDeviceAsync(Phone, CancellationToken.None);
        silo.Journal.FailNext((JournalFault)fault);
        var operation = Add("op-1", 1);

        var answer = await ApplyAsync(silo, operation);
        Assert.Contains(answer.Outcome, new[] { CommitOutcome.Unavailable, CommitOutcome.Committed });
        var again = await ApplyAsync(silo, operation);

        Assert.Equal(CommitOutcome.Committed, again.Outcome);
        Assert.Equal(answer.Outcome is CommitOutcome.Committed || written ? OperationStatus.Duplicate : OperationStatus.Applied, again.Results.Single().Status);
        Assert.Single(silo.Journal.EntriesOf(_userId));
        Assert.Equal([UserSilo.Title(1)], await ListAsync(silo));
    }

    [Fact]
    public async Task A_full_queue_is_told_and_nothing_is_half_done()
    {
        await using var silo = await UserSilo.StartAsync();
        silo.Journal.FailNext(JournalFault.Overloaded);
        Assert.Equal(CommitOutcome.Overloaded, (await AddAsync(silo, 1)).Outcome);
        Assert.Empty(await ListAsync(silo));
        Assert.True((await AddAsync(silo, 1)).Created);
    }

    [Fact]
    public async Task Of_two_activations_each_number_is_given_once_and_both_end_with_the_same_list()
    {
        var journal = new MemoryJournal(TimeProvider.System);
        await using var one = await UserSilo.StartAsync(journal);
        await using var other = await UserSilo.StartAsync(journal);
        await AddAsync(one, 1);
        await ListAsync(other);

        await Task.WhenAll(Enumerable.Range(2, 4).Select(number => AddAsync(one, number)).Concat(Enumerable.Range(6, 4).Select(number => AddAsync(other, number))));

        Assert.Equal(Enumerable.Range(1, 9).Select(static seq => (long)seq), journal.EntriesOf(_userId).Select(entry => entry.Seq));
        await using var third = await UserSilo.StartAsync(journal);
        Assert.Equal(Enumerable.Range(1, 9).Select(UserSilo.Title), (await ListAsync(third)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_operation_of_a_batch_is_answered_by_itself()
    {
        await using var silo = await UserSilo.StartAsync();
        await silo.User(_userId).AttachDeviceAsync(Phone, CancellationToken.None);
        var ahead = new HlcTimestamp(TimeProvider.System.GetUtcNow().AddSeconds(61).ToUnixTimeMilliseconds(), 0, Phone);

        var answer = await ApplyAsync(
            silo,
            Add("good", 1),
            Add("future", 2) with { Hlc = ahead },
            new WatchlistAdd("imdb:tt9999999", WatchlistSource.Manual, Placement.Unstated) { OpId = "unknown", Hlc = Now() },
            new WatchlistMove(UserSilo.Title(5), Placement.First) { OpId = "absent", Hlc = Now() },
            Add("good", 1),
            Add("last", 3));

        Assert.Equal(["good", "future", "unknown", "absent", "good", "last"], answer.Results.Select(result => result.OpId));
        Assert.Equal(OperationStatus.Applied, answer.Results[0].Status);
        Assert.Equal(OperationStatus.Refused, answer.Results[1].Status);
        Assert.Equal(OperationStatus.Refused, answer.Results[2].Status);
        Assert.Equal(OperationStatus.Refused, answer.Results[3].Status);
        Assert.NotEqual(OperationStatus.Applied, answer.Results[4].Status);
        Assert.Equal(OperationStatus.Applied, answer.Results[5].Status);
        Assert.Equal([UserSilo.Title(1), UserSilo.Title(3)], await ListAsync(silo));
    }

    [Fact]
    public async Task A_batch_from_a_device_that_is_not_the_users_and_one_that_is_too_long_do_nothing()
    {
        await using var silo = await UserSilo.StartAsync();
        Assert.Equal(CommitOutcome.UnknownDevice, (await ApplyAsync(silo, Add("op", 1))).Outcome);
        await silo.User(_userId).AttachDeviceAsync(Phone, CancellationToken.None);
        var many = Enumerable.Range(0, SyncLimits.MaxBatch + 1).Select(number => Add($"op-{number}", 1)).ToArray();
        Assert.Equal(CommitOutcome.TooLarge, (await ApplyAsync(silo, many)).Outcome);
        Assert.Empty(await ListAsync(silo));
    }

    [Fact]
    public async Task An_observer_is_told_of_a_commit_after_it()
    {
        await using var silo = await UserSilo.StartAsync();
        var observer = new Listener();
        var reference = silo.Grains.CreateObjectReference<IUserObserver>(observer);
        await silo.User(_userId).SubscribeAsync("front-end", reference, CancellationToken.None);
        await AddAsync(silo, 1);

        var change = await observer.Changes.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        Assert.Equal((0, 1), (change.From, change.Seq));
        Assert.Equal("watchlist_add", Assert.Single(change.Operations).Operation.Type);
    }

    [Fact]
    public async Task An_observer_is_told_when_the_grain_leaves()
    {
        await using var silo = await UserSilo.StartAsync();
        var observer = new Listener();
        await silo.User(_userId).SubscribeAsync("front-end", silo.Grains.CreateObjectReference<IUserObserver>(observer), CancellationToken.None);
        await silo.User(_userId).EraseAsync(CancellationToken.None);
        await observer.Leaving.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    [Fact]
    public async Task A_database_that_is_down_is_told_and_comes_back_by_itself()
    {
        await using var silo = await UserSilo.StartAsync();
        silo.Journal.Down = true;
        Assert.Equal(CommitOutcome.Unavailable, (await AddAsync(silo, 1)).Outcome);
        Assert.Null(await silo.User(_userId).ReadWatchlistAsync(null, 100, CancellationToken.None));
        silo.Journal.Down = false;
        Assert.True((await AddAsync(silo, 1)).Created);
    }

    private static HlcTimestamp Now() => new(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 0, Phone);

    private static WatchlistAdd Add(string opId, int title) =>
        new(UserSilo.Title(title), WatchlistSource.Manual, Placement.Unstated) { OpId = opId, Hlc = Now() };

    private Task<EditAnswer> AddAsync(UserSilo silo, int title) =>
        silo.User(_userId).AddToWatchlistAsync($"{Guid.NewGuid()}", UserSilo.Title(title), WatchlistSource.Manual, Placement.Unstated, CancellationToken.None);

    private Task<ApplyAnswer> ApplyAsync(UserSilo silo, params Operation[] operations) =>
        silo.User(_userId).ApplyAsync(Phone, operations, CancellationToken.None);

    private async Task<IReadOnlyList<string>> ListAsync(UserSilo silo) =>
        [.. (await silo.User(_userId).ReadWatchlistAsync(null, 100, CancellationToken.None))!.Items.Select(item => item.ContentId)];

    private sealed class Listener : IUserObserver
    {
        private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<UserChanged> _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<UserChanged> Changes => _change.Task;

        public Task Leaving => _leaving.Task;

        public Task OnChangedAsync(UserChanged change)
        {
            _change.TrySetResult(change);
            return Task.CompletedTask;
        }

        public Task OnPresenceAsync(DevicePresence presence) => Task.CompletedTask;

        public Task OnCommandAsync(DeviceCommand command) => Task.CompletedTask;

        public Task OnDeviceRemovedAsync(string deviceId) => Task.CompletedTask;

        public Task OnLeavingAsync()
        {
            _leaving.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
