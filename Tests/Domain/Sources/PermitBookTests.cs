using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;

namespace MediaGateway.Tests.Domain.Sources;

/// <summary>Which calls may be made, and with which key.</summary>
public sealed class PermitBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceTerms YouTube = SourceDirectory.Find("youtube")!;

    private long _now;
    private IReadOnlyList<KeyRecord> _written = [];

    [Fact]
    public void Keys_take_turns()
    {
        var book = Open(YouTube, "a", "b", "c");
        Assert.Equal(["a", "b", "c", "a"], Enumerable.Range(0, 4).Select(_ => Call(book, 1)));
    }

    [Fact]
    public void A_key_of_which_four_fifths_are_used_is_spared_while_another_has_more()
    {
        var book = Open(YouTube, "a", "b");
        Exhaust(book, 160);
        Assert.All(book.StandingsAt(_now), key => Assert.Equal(8_000, key.UnitsUsed));
        // Both are equally far: now they are used up.
        Exhaust(book, 40);
        Assert.Null(Call(book, 1));
    }

    [Fact]
    public void The_search_that_no_key_can_pay_for_is_refused_until_midnight_and_cheaper_calls_go_on()
    {
        var book = Open(YouTube, "a");
        Assert.Equal("a", Call(book, 50));
        Exhaust(book, 99);
        Assert.Equal("a", Call(book, 1));
        Assert.Null(book.Choose(100, CallPriority.Interactive, _now, out var refusal));
        Assert.Equal(PermitRefusalReason.QuotaExhausted, refusal!.Reason);
        var midnight = Start.AddHours(12);
        Assert.InRange(Start.AddMilliseconds(_now) + refusal.RetryAfter, midnight, midnight.AddMinutes(1));

        _now += (long)refusal.RetryAfter.TotalMilliseconds;
        Assert.Equal("a", Call(book, 100));
    }

    [Fact]
    public void What_can_wait_gets_half_so_that_users_have_the_rest()
    {
        var book = Open(YouTube, "a");
        Exhaust(book, 50);
        Assert.Null(book.Choose(100, CallPriority.Background, _now, out var refusal));
        Assert.Equal(PermitRefusalReason.QuotaExhausted, refusal!.Reason);
        Assert.NotNull(book.Choose(100, CallPriority.Interactive, _now, out _));

        var tmdb = Open(SourceDirectory.Find("tmdb")!, "k");
        for (var call = 0; call < 20; call++) Assert.NotNull(Call(tmdb, 0));
        _now += 2_000;
        Assert.Null(tmdb.Choose(0, CallPriority.Background, _now, out refusal));
        Assert.Equal(PermitRefusalReason.RateLimited, refusal!.Reason);
        Assert.NotNull(Call(tmdb, 0));
    }

    [Fact]
    public void A_key_that_was_throttled_rests_and_the_others_go_on()
    {
        var book = Open(YouTube, "a", "b");
        Assert.Equal("a", Call(book, 1));
        book.Report("a", SourceOutcome.Throttled, TimeSpan.FromSeconds(15), null, _now);
        Assert.Equal(["b", "b"], Enumerable.Range(0, 2).Select(_ => Call(book, 1)));
        book.Report("b", SourceOutcome.Throttled, TimeSpan.FromSeconds(20), null, _now);
        Assert.Null(book.Choose(1, CallPriority.Interactive, _now, out var refusal));
        Assert.Equal((PermitRefusalReason.RateLimited, 15), (refusal!.Reason, refusal.RetryAfter.TotalSeconds));
        _now += 15_000;
        Assert.Equal("a", Call(book, 1));
    }

    [Fact]
    public void A_key_whose_quota_the_source_says_is_used_up_rests_until_the_next_day()
    {
        var book = Open(YouTube, "a", "b");
        book.Report("a", SourceOutcome.QuotaExhausted, null, null, _now);
        Assert.Equal(["b", "b"], Enumerable.Range(0, 2).Select(_ => Call(book, 1)));
    }

    [Fact]
    public void A_key_that_the_source_does_not_take_is_not_used_again()
    {
        var book = Open(YouTube, "a");
        book.Report("a", SourceOutcome.Unauthorized, null, null, _now);
        Assert.Null(book.Choose(1, CallPriority.Interactive, _now, out var refusal));
        Assert.Equal(PermitRefusalReason.KeyRefused, refusal!.Reason);
    }

    [Fact]
    public void Without_keys_nothing_may_be_asked()
    {
        var book = Open(YouTube);
        Assert.Null(book.Choose(1, CallPriority.Interactive, _now, out var refusal));
        Assert.Equal(PermitRefusalReason.NotConfigured, refusal!.Reason);
    }

    [Fact]
    public void Nothing_is_covered_that_was_not_written_down()
    {
        var book = Open(YouTube, "a");
        Assert.False(book.IsCovered("a", 100, _now));
        var reservation = book.Reserve("a", 100, _now);
        Assert.False(book.IsCovered("a", 100, _now));
        reservation.Confirm();
        Assert.True(book.IsCovered("a", 100, _now));
        Assert.Equal(200, Assert.Single(reservation.Records).Units);
    }

    [Fact]
    public void More_is_written_down_before_it_is_needed_and_what_goes_meanwhile_is_part_of_it()
    {
        var tmdb = SourceDirectory.Find("tmdb")!;
        var book = Open(tmdb, "k");
        // Five calls are written down at once.
        for (var call = 0; call < 2; call++) Assert.NotNull(Call(book, 0));
        Assert.False(book.IsRunningLow("k", 0, _now));
        Assert.NotNull(Call(book, 0));
        Assert.True(book.IsRunningLow("k", 0, _now));

        var more = book.Reserve("k", 0, _now);
        Assert.NotNull(Call(book, 0));
        more.Confirm();
        // Of the first five four were made, so no more count as made after a restart.
        Assert.Equal([4, 5], Assert.Single(book.RecordsAt(_now)).Reserved.Select(calls => calls.Count));

        var search = Open(YouTube, "a");
        Call(search, 100);
        var ahead = search.Reserve("a", 100, _now);
        Call(search, 100);
        ahead.Confirm();
        // 100 were used and 200 more written down; of these 100 are used now.
        Assert.Equal(300, Assert.Single(ahead.Records).Units);
        Assert.Equal(300, Assert.Single(search.RecordsAt(_now)).Units);
        Call(search, 100);
        Assert.False(search.IsCovered("a", 100, _now));
    }

    [Fact]
    public void A_source_that_is_called_one_by_one_has_nothing_written_down_ahead()
    {
        var imdb = Open(SourceDirectory.Find("imdb")!, "k");
        Assert.NotNull(Call(imdb, 0));
        Assert.False(imdb.IsRunningLow("k", 0, _now));
    }

    [Fact]
    public void What_was_used_is_known_after_a_restart_also_what_may_have_been()
    {
        var book = Open(YouTube, "a");
        for (var call = 0; call < 3; call++) Call(book, 100);
        var next = Open(YouTube, "a");
        // Two reservations of 200 units each were written down; what of the second was not spent is not known.
        Assert.Equal(400, Assert.Single(next.StandingsAt(_now)).UnitsUsed);

        var tmdb = SourceDirectory.Find("tmdb")!;
        _written = [];
        var busy = Open(tmdb, "k");
        for (var call = 0; call < 20; call++) Assert.NotNull(Call(busy, 0));
        var restarted = Open(tmdb, "k");
        var allowed = 0;
        while (Call(restarted, 0) is not null) allowed++;
        Assert.InRange(allowed, 1, 20);
    }

    [Fact]
    public void A_clock_that_is_put_back_gives_no_quota_anew_and_one_put_forward_neither()
    {
        var book = Open(YouTube, "a");
        Exhaust(book, 100);
        var yesterday = new PermitBook(YouTube, ["a"], _written, TimeZoneInfo.Utc, Start.AddDays(-1), _now);
        Assert.Null(yesterday.Choose(1, CallPriority.Interactive, _now, out _));
        // The machine's clock is not asked again after the start; the source's answers are.
        book.Report("a", SourceOutcome.Answered, null, Start.AddMilliseconds(_now), _now);
        Assert.Null(book.Choose(1, CallPriority.Interactive, _now, out _));
        _now += 60_000;
        book.Report("a", SourceOutcome.Answered, null, Start.AddMilliseconds(_now), _now);
        _now += 60_000;
        book.Report("a", SourceOutcome.Answered, null, Start.AddMilliseconds(_now), _now);
        book.Report("a", SourceOutcome.Answered, null, Start.AddDays(1), _now);
        Assert.NotNull(book.Choose(1, CallPriority.Interactive, _now, out _));
    }

    private PermitBook Open(SourceTerms terms, params string[] keys) =>
        new(terms, keys, _written, TimeZoneInfo.Utc, Start.AddMilliseconds(_now), _now);

    private string? Call(PermitBook book, int cost)
    {
        if (book.Choose(cost, CallPriority.Interactive, _now, out _) is not { } key) return null;
        if (!book.IsCovered(key, cost, _now))
        {
            var reservation = book.Reserve(key, cost, _now);
            _written = reservation.Records;
            reservation.Confirm();
        }

        book.Spend(key, cost, _now);
        book.Report(key, SourceOutcome.Answered, null, null, _now);
        return key;
    }

    private void Exhaust(PermitBook book, int searches)
    {
        for (var search = 0; search < searches; search++)
        {
            _now += 1_000;
            Assert.NotNull(Call(book, 100));
        }
    }
}
