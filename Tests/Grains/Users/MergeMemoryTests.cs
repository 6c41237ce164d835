using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>What a user's grain remembers of merges.</summary>
public sealed class MergeMemoryTests
{
    private readonly Person _ada = new();

    [Theory]
    [InlineData(1_000)]
    [InlineData(3)]
    public async Task Merges_outlive_the_process_whether_a_snapshot_or_the_log_has_them(int snapshotEvery)
    {
        var first = await UserSilo.StartAsync(configure: options => (options.SnapshotEvery, options.KeptEntries) = (snapshotEvery, 1));
        await _ada.AttachAsync(first);
        var (earlier, later) = (_ada.Rate("earlier", 1), _ada.Rate("later", 1) with { RatingTenths = 10 });
        await _ada.ApplyAsync(first, later, earlier);
        await _ada.AddTitlesAsync(first, 2, 7);
        var before = await ReadAsync(first);
        await first.DisposeAsync();

        Assert.Equal(snapshotEvery < 10, first.Journal.SnapshotOf(_ada.Id) is not null);
        await using var second = await UserSilo.StartAsync(first.Journal);
        var merge = Assert.Single(await ReadAsync(second));
        Assert.Equal((MergeReasons.OlderWrite, "later", "earlier"), (merge.Reason, merge.Kept.OpId, merge.Lost.OpId));
        Assert.Equal(before, [merge]);
    }

    [Fact]
    public async Task A_repeat_decides_nothing_again()
    {
        await using var silo = await UserSilo.StartAsync();
        await _ada.AttachAsync(silo);
        Operation[] operations = [_ada.Rate("earlier", 1), _ada.Rate("later", 1) with { RatingTenths = 10 }];
        for (var times = 0; times < 3; times++)
        {
            await _ada.ApplyAsync(silo, operations[1], operations[0]);
        }

        Assert.Single(await ReadAsync(silo));
    }

    private async Task<IReadOnlyList<MergeAccount>> ReadAsync(UserSilo silo) =>
        (await silo.User(_ada.Id).ReadMergesAsync(null, 100, CancellationToken.None))!.Accounts;
}
