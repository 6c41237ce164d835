using Orleans.Runtime;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class ReminderTableTests : IAsyncLifetime
{
    private static readonly GrainId _grain = GrainId.Create("device", "one");
    private StorageHost _host = null!;

    private IReminderTable Table => _host.Get<IReminderTable>();

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_reminder_is_read_back_as_it_was_written()
    {
        var entry = Entry(_grain, "tick");
        var etag = await Table.UpsertRow(entry);

        var read = await Table.ReadRow(_grain, "tick");

        Assert.Equal((entry.GrainId, entry.ReminderName, entry.StartAt, entry.Period, etag), (read!.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Null(await Table.ReadRow(_grain, "other"));
    }

    [Fact]
    public async Task A_reminder_is_moved_in_its_place_and_gets_a_new_version()
    {
        var first = await Table.UpsertRow(Entry(_grain, "tick"));
        var moved = Entry(_grain, "tick");
        moved.Period = TimeSpan.FromDays(40);
        var second = await Table.UpsertRow(moved);

        Assert.NotEqual(first, second);
        Assert.Equal(TimeSpan.FromDays(40), Assert.Single((await Table.ReadRows(_grain)).Reminders).Period);
    }

    [Fact]
    public async Task A_reminder_is_removed_only_by_its_present_version()
    {
        var first = await Table.UpsertRow(Entry(_grain, "tick"));
        var second = await Table.UpsertRow(Entry(_grain, "tick"));

        Assert.False(await Table.RemoveRow(_grain, "tick", first!));
        Assert.False(await Table.RemoveRow(_grain, "tick", "no version"));
        Assert.True(await Table.RemoveRow(_grain, "tick", second!));
        Assert.False(await Table.RemoveRow(_grain, "tick", second!));
    }

    [Fact]
    public async Task A_range_of_the_ring_has_its_end_and_not_its_begin_and_wraps_around()
    {
        GrainId[] grains = [.. Enumerable.Range(0, 50).Select(i => GrainId.Create("device", $"d{i}")).OrderBy(grain => grain.GetUniformHashCode())];
        foreach (var grain in grains) await Table.UpsertRow(Entry(grain, "tick"));
        uint Hash(int i) => grains[i].GetUniformHashCode();

        Assert.Equal(grains[11..21], await RangeAsync(Hash(10), Hash(20)));
        Assert.Equal([.. grains[..11], .. grains[21..]], await RangeAsync(Hash(20), Hash(10)));
        Assert.Equal(grains, await RangeAsync(Hash(5), Hash(5)));
        Assert.Equal(grains, await RangeAsync(0, uint.MaxValue));

        await Table.TestOnlyClearTable();
        Assert.Empty(await RangeAsync(0, 0));
    }

    private async Task<List<GrainId>> RangeAsync(uint begin, uint end) =>
        [.. (await Table.ReadRows(begin, end)).Reminders.Select(entry => entry.GrainId).OrderBy(grain => grain.GetUniformHashCode())];

    private static ReminderEntry Entry(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(90),
    };
}
