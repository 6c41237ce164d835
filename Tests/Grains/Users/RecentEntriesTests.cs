using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Users;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>What a running user holds of the end of the log.</summary>
public sealed class RecentEntriesTests
{
    private readonly RecentEntries _recent = new();
    private readonly List<Effect> _log = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_end_of_a_log_is_read_as_it_was_written_wherever_the_reader_is_and_however_long_the_entries_are(int seed)
    {
        var random = new Random(seed);
        for (var commit = 0; commit < 400; commit++)
        {
            Append([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(100) == 0 ? random.Next(20_000) : random.Next(300))]);
            var (after, limit) = (random.NextInt64(_log.Count + 1), random.Next(1, 40));
            if (_recent.ReadAfter(after, limit) is { } read) Assert.Equal(_log.Skip((int)after).Take(limit), read);
            Assert.NotNull(_recent.ReadAfter(_log.Count - 1, limit));
        }
    }

    [Fact]
    public void Of_many_short_entries_the_newest_512_are_kept()
    {
        Append([.. Enumerable.Repeat(1, 2 * RecentEntries.Capacity)]);
        Assert.Equal(RecentEntries.Capacity, _recent.ReadAfter(RecentEntries.Capacity, int.MaxValue)!.Count);
        Assert.Null(_recent.ReadAfter(RecentEntries.Capacity - 1, int.MaxValue));
    }

    [Fact]
    public void Long_entries_leave_room_for_few_others_and_one_that_is_too_long_for_none()
    {
        Append([.. Enumerable.Repeat(10_000, 20)]);
        Assert.InRange(_log.Count - Enumerable.Range(0, _log.Count).First(after => _recent.ReadAfter(after, 1) is not null), RecentEntries.MaxBytes / 11_000, RecentEntries.MaxBytes / 10_000);
        Append([RecentEntries.MaxBytes]);
        Assert.All(Enumerable.Range(0, _log.Count), after => Assert.Null(_recent.ReadAfter(after, 1)));
        Append([1, 1]);
        Assert.Equal(_log[^2..], _recent.ReadAfter(_log.Count - 2, 10));
        Assert.Null(_recent.ReadAfter(_log.Count - 3, 10));
    }

    [Fact]
    public void After_a_reload_only_the_tail_that_was_read_is_there()
    {
        Append([100, 200, 300]);
        var tail = _log[1..];
        _recent.Restart([.. tail.Select(Entry)]);
        Assert.Equal(tail, _recent.ReadAfter(1, 10));
        Assert.Null(_recent.ReadAfter(0, 10));
    }

    [Fact]
    public void Of_a_stretch_the_positions_are_found()
    {
        Append([1]);
        AppendEffect(new PositionSet("imdb:tt0000001", 60_000, 120_000) { OpId = "p1", Hlc = Stamp });
        Append([1]);
        AppendEffect(new PositionSet("imdb:tt0000001", 90_000, 120_000) { OpId = "p2", Hlc = Stamp });
        Assert.Equal([2L, 4], _recent.Positions(0, 4).Select(entry => entry.Seq));
        Assert.Equal([_log[3]], _recent.Positions(2, 4));
        Assert.Equal([_log[1]], _recent.Positions(0, 3));
    }

    private static HlcTimestamp Stamp => new(1_780_315_200_000, 0, "phone");

    private static JournalEntry Entry(Effect effect) => new(effect.Seq, effect.OpId, effect.DeviceId, DateTimeOffset.UnixEpoch, EffectJson.Encode(effect));

    /// <summary>One commit of preferences that are so many letters long.</summary>
    private void Append(IReadOnlyList<int> lengths)
    {
        var first = _log.Count;
        foreach (var length in lengths)
        {
            _log.Add(new Effect(new PreferenceSet("key", $"\"{new string('x', length)}\"") { OpId = $"op-{_log.Count}", Hlc = Stamp }, "tv", Seq: _log.Count + 1));
        }

        _recent.Add([.. _log[first..].Select(Entry)]);
    }

    private void AppendEffect(Operation operation)
    {
        _log.Add(new Effect(operation, "tv", Seq: _log.Count + 1));
        _recent.Add([Entry(_log[^1])]);
    }
}
