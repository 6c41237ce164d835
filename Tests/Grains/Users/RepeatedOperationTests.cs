using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Grains.Users;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>Whatever a device sends again, in whatever order, counts once.</summary>
public sealed class RepeatedOperationTests
{
    private readonly Person _ada = new();

    [Fact]
    public async Task Batches_that_come_again_and_in_another_order_change_nothing()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        Operation[] first = [_ada.Add("1", 1), _ada.Add("2", 2)];
        Operation[] second = [_ada.Add("3", 3), new WatchlistRemove(UserSilo.Title(1), ["1"]) { OpId = "4", Hlc = _ada.Now() }];

        await _ada.ApplyAsync(silo, second);
        var head = (await _ada.ApplyAsync(silo, first)).Head;
        var list = await _ada.ListAsync(silo);
        foreach (var batch in new[] { first, second, [.. second.Reverse()] })
        {
            var again = await _ada.ApplyAsync(silo, batch);
            Assert.All(again.Results, result => Assert.Equal(OperationStatus.Duplicate, result.Status));
            Assert.Equal(head, again.Head);
        }

        // The remove came before the add that it had seen: the add was dead on arrival.
        Assert.Equal([UserSilo.Title(3), UserSilo.Title(2)], list);
        Assert.Equal(list, await _ada.ListAsync(silo));
    }

    [Fact]
    public async Task An_id_that_was_used_for_something_else_is_refused()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        await _ada.ApplyAsync(silo, _ada.Add("op", 1));

        var answer = await _ada.ApplyAsync(silo, _ada.Add("op", 2), _ada.Add("other", 3));
        Assert.Equal(RefusalCodes.OpIdReused, answer.Results[0].Refusal?.Error);
        Assert.Equal(OperationStatus.Applied, answer.Results[1].Status);
        Assert.Equal([UserSilo.Title(1), UserSilo.Title(3)], await _ada.ListAsync(silo));
    }

    [Fact]
    public async Task What_was_refused_for_what_was_there_is_refused_when_it_comes_again()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        var move = new WatchlistMove(UserSilo.Title(1), Placement.First) { OpId = "move", Hlc = _ada.Now() };
        Assert.Equal(RefusalCodes.NotInWatchlist, (await _ada.ApplyAsync(silo, move)).Results[0].Refusal?.Error);

        await _ada.AddTitlesAsync(silo, 1, 2);
        Assert.Equal(RefusalCodes.NotInWatchlist, (await _ada.ApplyAsync(silo, move)).Results[0].Refusal?.Error);
        Assert.Equal([UserSilo.Title(1), UserSilo.Title(2)], await _ada.ListAsync(silo));
    }

    [Fact]
    public async Task What_was_refused_for_its_clock_may_come_again_with_another()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        var early = _ada.Add("op", 1);
        var ahead = early with { Hlc = early.Hlc with { Physical = early.Hlc.Physical + 120_000 } };

        Assert.Equal(RefusalCodes.ClockAhead, (await _ada.ApplyAsync(silo, ahead)).Results[0].Refusal?.Error);
        var answer = await _ada.ApplyAsync(silo, early);
        Assert.Equal(OperationStatus.Applied, answer.Results[0].Status);
        Assert.True(answer.Hlc.Physical < ahead.Hlc.Physical, "A refused clock was adopted.");
    }

    [Fact]
    public async Task A_repeat_is_known_to_the_silo_that_comes_after()
    {
        var first = await UserSilo.StartAsync();
        await _ada.AttachAsync(first);
        var operation = _ada.Add("op", 1);
        await _ada.ApplyAsync(first, operation);
        await first.DisposeAsync();

        await using var second = await UserSilo.StartAsync(first.Journal);
        await _ada.AttachAsync(second);
        Assert.Equal(OperationStatus.Duplicate, (await _ada.ApplyAsync(second, operation)).Results[0].Status);
        Assert.Single(first.Journal.EntriesOf(_ada.Id));
    }

    [Fact]
    public async Task A_repeat_that_was_stamped_anew_is_known_even_when_the_grain_has_forgotten_it()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        await _ada.ApplyAsync(silo, _ada.Add("op", 1));
        var many = Enumerable.Range(0, RecentOperations.Capacity + 1).Select(number => _ada.Rate($"r{number}", 2)).ToArray();
        foreach (var batch in many.Chunk(SyncLimits.MaxBatch))
            await _ada.ApplyAsync(silo, batch);

        var answer = await _ada.ApplyAsync(silo, _ada.Add("op", 1));
        Assert.Equal(OperationStatus.Duplicate, answer.Results[0].Status);
        Assert.Equal(many.Length + 1, answer.Head!.Seq);
    }

    [Fact]
    public async Task New_operations_of_a_running_grain_cost_no_question_to_the_journal()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        for (var number = 1; number <= 9; number++)
            await _ada.ApplyAsync(silo, _ada.Add($"op-{number}", number));
        Assert.Equal(0, silo.Journal.LookUps);
        Assert.Equal(9, silo.Journal.Commits);
    }

    [Fact]
    public async Task A_repeat_within_its_own_batch_counts_once()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        var operation = _ada.Add("op", 1);
        var answer = await _ada.ApplyAsync(silo, operation, operation);
        Assert.Equal([OperationStatus.Applied, OperationStatus.Duplicate], answer.Results.Select(result => result.Status));
        Assert.Equal(1, answer.Head!.Seq);
    }

    [Fact]
    public async Task An_operation_of_a_lost_answer_is_found_and_not_done_twice()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        silo.Journal.FailNext(JournalFault.AfterCommit);
        var device = await _ada.ApplyAsync(silo, _ada.Add("op", 1));
        Assert.Equal(OperationStatus.Applied, device.Results[0].Status);

        silo.Journal.FailNext(JournalFault.AfterCommit);
        var server = await silo.User(_ada.Id).AddToWatchlistAsync($"{Guid.NewGuid()}", UserSilo.Title(2), WatchlistSource.Manual, Placement.Unstated, CancellationToken.None);
        Assert.True(server.Created);
        Assert.Equal(2, silo.Journal.EntriesOf(_ada.Id).Count);
    }

    [Fact]
    public async Task A_write_that_was_lost_and_cannot_be_looked_up_is_answered_with_come_again()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        await _ada.AddTitlesAsync(silo, 1, 1);
        silo.Journal.HoldCommits(_ =>
        {
            silo.Journal.Down = true;
            return Task.CompletedTask;
        });
        silo.Journal.FailNext(JournalFault.AfterCommit);
        var operation = _ada.Add("op", 2);
        Assert.Equal(CommitOutcome.Unavailable, (await _ada.ApplyAsync(silo, operation)).Outcome);
        Assert.Equal([UserSilo.Title(1)], await _ada.ListAsync(silo));

        silo.Journal.HoldCommits(null);
        silo.Journal.Down = false;
        Assert.Equal(OperationStatus.Duplicate, (await _ada.ApplyAsync(silo, operation)).Results[0].Status);
        Assert.Equal([UserSilo.Title(1), UserSilo.Title(2)], await _ada.ListAsync(silo));
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_while_the_rest_goes_through()
    {
        await using var silo = await UserSilo.StartAsync(configure: static options => options.MostWaitingOperations = 500);
        await _ada.AttachAsync(silo);
        var commit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Journal.HoldCommits(_ =>
        {
            held.TrySetResult();
            return commit.Task;
        });
        var first = _ada.ApplyAsync(silo, _ada.Add("first", 1));
        await held.Task;
        // One too many; which of them comes last is the network's to say.
        var user = silo.User(_ada.Id);
        var sent = Enumerable.Range(0, 501).Select(_ => user.AddToWatchlistAsync($"{Guid.NewGuid()}", UserSilo.Title(1), WatchlistSource.Manual, Placement.Unstated, CancellationToken.None)).ToArray();

        var refused = await await Task.WhenAny(sent);
        Assert.Equal(CommitOutcome.Overloaded, refused.Outcome);
        commit.SetResult();
        Assert.Equal(CommitOutcome.Committed, (await first).Outcome);
        Assert.Equal(500, (await Task.WhenAll(sent)).Count(answer => answer.Outcome is CommitOutcome.Committed));
        Assert.Equal(501, silo.Journal.EntriesOf(_ada.Id).Count);
    }
}
