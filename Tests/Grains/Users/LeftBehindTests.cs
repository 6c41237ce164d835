using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>A silo that has a user still, while another one has taken over and written.</summary>
public sealed class LeftBehindTests
{
    private readonly Person _ada = new();
    private readonly MovableTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_device_that_has_seen_more_than_the_silo_never_goes_back()
    {
        await using var old = await UserSilo.StartAsync(time: _time);
        await _ada.AddTitlesAsync(old, 1, 2);
        await using var other = await UserSilo.StartAsync(old.Journal, time: _time);
        await _ada.AddTitlesAsync(other, 3, 5);

        var state = await old.User(_ada.Id).ReadStateAsync(new SyncStateQuery(5, null, old.Journal.Epoch, 10), CancellationToken.None);
        Assert.Equal((5, null), (state.Seq, state.Snapshot));
        Assert.Equal(5, (await _ada.ListAsync(old)).Count);
    }

    [Fact]
    public async Task What_another_silo_wrote_is_seen_within_seconds_also_by_a_device_that_knows_nothing_of_it()
    {
        await using var old = await UserSilo.StartAsync(time: _time);
        await _ada.AddTitlesAsync(old, 1, 2);
        await using var other = await UserSilo.StartAsync(old.Journal, time: _time);
        await _ada.AddTitlesAsync(other, 3, 5);

        _time.Advance(TimeSpan.FromSeconds(5));
        var state = await old.User(_ada.Id).ReadStateAsync(new SyncStateQuery(2, null, old.Journal.Epoch, 10), CancellationToken.None);
        Assert.Equal([3L, 4, 5], state.Operations.Select(operation => operation.Seq));
    }

    [Fact]
    public async Task A_device_that_only_claims_to_have_seen_more_gets_the_snapshot()
    {
        await using var silo = await UserSilo.StartAsync(time: _time);
        await _ada.AddTitlesAsync(silo, 1, 2);

        var state = await silo.User(_ada.Id).ReadStateAsync(new SyncStateQuery(9, null, silo.Journal.Epoch, 10), CancellationToken.None);
        Assert.Equal(2, state.Seq);
        Assert.NotNull(state.Snapshot);
    }

    [Fact]
    public async Task While_the_database_is_away_what_is_known_is_served()
    {
        await using var silo = await UserSilo.StartAsync(time: _time);
        await _ada.AddTitlesAsync(silo, 1, 2);
        silo.Journal.Down = true;
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, (await _ada.ListAsync(silo)).Count);
        Assert.Equal(CommitOutcome.Committed, (await silo.User(_ada.Id).ReadStateAsync(new SyncStateQuery(1, null, null, 10), CancellationToken.None)).Outcome);
    }
}
