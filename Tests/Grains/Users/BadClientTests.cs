using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>Devices that stand still, never answer, or have the wrong time.</summary>
public sealed class BadClientTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Person _ada = new();
    private readonly MovableTime _time = new(Start);

    [Fact]
    public async Task All_stamps_of_one_millisecond_are_taken_and_what_the_server_stamps_comes_after_them()
    {
        await using var silo = await UserSilo.StartAsync(time: _time);
        await _ada.AttachAsync(silo);
        foreach (var logicals in Enumerable.Range(0, HlcTimestamp.MaxLogical + 1).Chunk(SyncLimits.MaxBatch))
        {
            var answer = await _ada.ApplyAsync(silo, [.. logicals.Select(logical => Rate($"{logical}", Start, logical))]);
            Assert.All(answer.Results, result => Assert.Equal(OperationStatus.Applied, result.Status));
        }

        await _ada.AddTitlesAsync(silo, 1, 1);
        var last = (await silo.User(_ada.Id).ReadStateAsync(new SyncStateQuery(HlcTimestamp.MaxLogical + 1, null, null, 1), CancellationToken.None)).Operations.Single();
        Assert.True(last.Operation.Hlc > new HlcTimestamp(Start.ToUnixTimeMilliseconds(), HlcTimestamp.MaxLogical, "~"), $"{last.Operation.Hlc}");
        Assert.True(last.Operation.Hlc.Physical > Start.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_device_that_never_acknowledges_holds_the_log_back_for_90_days_and_no_longer()
    {
        await using var silo = await UserSilo.StartAsync(configure: static options => (options.SnapshotEvery, options.KeptEntries) = (4, 0), time: _time);
        await _ada.AttachAsync(silo);
        _time.Advance(TimeSpan.FromDays(89));
        await _ada.AddTitlesAsync(silo, 1, 4);
        await _ada.UntilSnapshotAsync(silo, 4);
        Assert.Equal(4, silo.Journal.EntriesOf(_ada.Id).Count);

        _time.Advance(TimeSpan.FromDays(1));
        await _ada.CommitUntilSnapshotAsync(silo, 8);
        Assert.DoesNotContain(silo.Journal.EntriesOf(_ada.Id), entry => entry.Seq <= 8);
        var late = await silo.User(_ada.Id).ReadStateAsync(new SyncStateQuery(0, null, silo.Journal.Epoch, 500), CancellationToken.None);
        Assert.NotNull(late.Snapshot);
    }

    [Theory]
    [InlineData(61_000, RefusalCodes.ClockAhead)]
    [InlineData(60_000, null)]
    [InlineData(-86_400_000L * 91, RefusalCodes.TooOld)]
    [InlineData(-86_400_000L * 89, null)]
    public async Task A_clock_may_be_a_minute_ahead_and_90_days_behind(long offsetMs, string? error)
    {
        await using var silo = await UserSilo.StartAsync(time: _time);
        await _ada.AttachAsync(silo);
        var now = _time.GetUtcNow();
        var answer = await _ada.ApplyAsync(silo, Rate("it", now.AddMilliseconds(offsetMs), 0), Rate("other", now, 1));
        Assert.Equal([error, null], answer.Results.Select(result => result.Refusal?.Error));
        // A clock that was refused is never adopted.
        Assert.True(answer.Hlc.Physical <= now.AddMilliseconds(60_000).ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task What_the_server_stamps_after_a_restart_comes_after_everything_that_was_stamped_before_it()
    {
        var ahead = Start.AddSeconds(59);
        var first = await UserSilo.StartAsync(time: _time);
        await _ada.AttachAsync(first);
        await _ada.ApplyAsync(first, Rate("ahead", ahead, 7));
        await first.DisposeAsync();

        await using var second = await UserSilo.StartAsync(first.Journal, time: _time);
        await _ada.AddTitlesAsync(second, 1, 1);
        var last = (await second.User(_ada.Id).ReadStateAsync(new SyncStateQuery(1, null, null, 1), CancellationToken.None)).Operations.Single();
        Assert.True(last.Operation.Hlc > new HlcTimestamp(ahead.ToUnixTimeMilliseconds(), 7, Person.Phone), $"{last.Operation.Hlc}");
    }

    private static RatingSet Rate(string opId, DateTimeOffset at, int logical) =>
        new(UserSilo.Title(1), 40) { OpId = opId, Hlc = new HlcTimestamp(at.ToUnixTimeMilliseconds(), logical, Person.Phone) };
}
