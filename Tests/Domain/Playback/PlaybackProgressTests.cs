using MediaGateway.Domain.Playback;

namespace MediaGateway.Tests.Domain.Playback;

public sealed class PlaybackProgressTests
{
    private const long Hour = 3_600_000;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_heartbeat_is_made_durable() =>
        Assert.True(PlaybackProgress.Start(0, Hour, Start).Take(Playing(0), Start).MustCommit);

    [Fact]
    public void Two_hours_of_steady_playing_make_one_commit_a_minute()
    {
        var progress = PlaybackProgress.Start(0, 3 * Hour, Start);
        var commits = 0;
        for (var second = 0; second <= 7200; second += 30)
        {
            var now = Start.AddSeconds(second);
            progress = progress.Take(Playing(second * 1000), now);
            if (progress.MustCommit)
            {
                commits++;
                progress = progress.Committed(now);
            }
        }

        Assert.Equal(121, commits);
    }

    [Theory]
    [InlineData(41_000, true)]
    [InlineData(39_000, false)]
    [InlineData(19_000, true)]
    [InlineData(21_000, false)]
    public void A_jump_of_more_than_ten_seconds_in_either_direction_is_made_durable_at_once(long positionMs, bool isJump)
    {
        var progress = PlaybackProgress.Start(0, Hour, Start).Take(Playing(0), Start).Committed(Start);
        Assert.Equal(isJump, progress.Take(Playing(positionMs), Start.AddSeconds(30)).MustCommit);
    }

    [Fact]
    public void Standing_still_while_it_is_paused_is_no_jump_and_moving_is()
    {
        var paused = PlaybackProgress.Start(0, Hour, Start).Take(new Heartbeat(50_000, null, PlaybackState.Paused), Start).Committed(Start);
        Assert.False(paused.Take(new Heartbeat(50_000, null, PlaybackState.Paused), Start.AddSeconds(59)).MustCommit);
        Assert.True(paused.Take(new Heartbeat(61_000, null, PlaybackState.Paused), Start.AddSeconds(30)).MustCommit);
    }

    [Theory]
    [InlineData(PlaybackState.Paused)]
    [InlineData(PlaybackState.Stopped)]
    [InlineData(PlaybackState.Ended)]
    public void A_change_of_state_is_made_durable_at_once(PlaybackState state)
    {
        var progress = PlaybackProgress.Start(0, Hour, Start).Take(Playing(0), Start).Committed(Start);
        Assert.True(progress.Take(new Heartbeat(1000, null, state), Start.AddSeconds(1)).MustCommit);
    }

    [Fact]
    public void What_could_not_be_made_durable_is_tried_again_with_the_next_heartbeat()
    {
        var failed = PlaybackProgress.Start(0, Hour, Start).Take(Playing(0), Start).Committed(Start)
            .Take(new Heartbeat(5000, null, PlaybackState.Paused), Start.AddSeconds(5));
        Assert.True(failed.Take(new Heartbeat(5000, null, PlaybackState.Paused), Start.AddSeconds(6)).MustCommit);
    }

    [Theory]
    [InlineData(3_419_999, Hour, false)]
    [InlineData(3_420_000, Hour, true)]
    public void It_counts_as_watched_from_95_percent(long positionMs, long durationMs, bool isWatched)
    {
        Assert.Equal(isWatched, PlaybackProgress.Start(0, null, Start).Take(new Heartbeat(positionMs, durationMs, PlaybackState.Playing), Start).IsWatched);
        Assert.Equal(isWatched, PlaybackProgress.Start(0, durationMs, Start).Take(Playing(positionMs), Start).IsWatched);
    }

    [Fact]
    public void What_has_ended_is_watched_however_long_it_was()
    {
        Assert.True(PlaybackProgress.Start(0, null, Start).Take(new Heartbeat(1000, null, PlaybackState.Ended), Start).IsWatched);
        Assert.False(PlaybackProgress.Start(0, null, Start).Take(new Heartbeat(1000, null, PlaybackState.Stopped), Start).IsWatched);
    }

    [Fact]
    public void Going_back_does_not_make_it_unwatched() => Assert.True(
        PlaybackProgress.Start(0, Hour, Start).Take(Playing(Hour), Start).Committed(Start).Take(Playing(0), Start.AddSeconds(5)).IsWatched);

    [Fact]
    public void What_was_watched_to_the_end_resumes_at_its_beginning()
    {
        Assert.Equal(0, PlaybackRules.ResumeFrom(Hour, Hour));
        Assert.Equal(1234, PlaybackRules.ResumeFrom(1234, Hour));
        Assert.Equal(Hour, PlaybackRules.ResumeFrom(Hour, null));
    }

    private static Heartbeat Playing(long positionMs) => new(positionMs, null, PlaybackState.Playing);
}
