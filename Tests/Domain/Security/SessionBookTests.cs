using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class SessionBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string User = Guid.NewGuid().ToString();

    [Fact]
    public void Each_token_is_good_once_and_gives_the_next()
    {
        var (book, token) = Opened();
        for (var i = 0; i < 5; i++)
        {
            var next = RefreshToken.Create(User, token.SessionId);
            Assert.Equal(RefreshOutcome.Rotated, book.Refresh(token, next, Start.AddHours(i), out book));
            token = next;
        }
    }

    [Fact]
    public void A_used_token_ends_its_session_for_the_newest_token_too()
    {
        var (book, first) = Opened();
        var second = RefreshToken.Create(User, first.SessionId);
        book.Refresh(first, second, Start, out book);

        Assert.Equal(RefreshOutcome.Reused, book.Refresh(first, RefreshToken.Create(User, first.SessionId), Start, out book));
        Assert.False(book.IsOpen(first.SessionId, Start));
        Assert.Equal(RefreshOutcome.EndedBefore, book.Refresh(second, RefreshToken.Create(User, first.SessionId), Start, out _));
        Assert.Equal(RefreshOutcome.EndedBefore, book.Refresh(first, RefreshToken.Create(User, first.SessionId), Start, out _));
    }

    [Fact]
    public void A_reuse_leaves_other_sessions_open()
    {
        var (book, first) = Opened();
        var other = RefreshToken.Create(User, Guid.NewGuid().ToString());
        book = book.Open(other, Start, out _);
        book.Refresh(RefreshToken.Create(User, first.SessionId), first, Start, out book);
        Assert.False(book.IsOpen(first.SessionId, Start));
        Assert.True(book.IsOpen(other.SessionId, Start));
    }

    [Fact]
    public void A_session_ends_when_it_is_not_refreshed_for_thirty_days()
    {
        var (book, token) = Opened();
        var end = Start + SessionBook.IdleLifetime;
        Assert.True(book.IsOpen(token.SessionId, end.AddTicks(-1)));
        Assert.False(book.IsOpen(token.SessionId, end));
        Assert.Equal(RefreshOutcome.Unknown, book.Refresh(token, token, end, out _));
    }

    [Fact]
    public void Refreshing_does_not_carry_a_session_past_its_longest_life()
    {
        var (book, token) = Opened();
        var now = Start;
        while (now < Start + SessionBook.MaxLifetime)
        {
            var next = RefreshToken.Create(User, token.SessionId);
            Assert.Equal(RefreshOutcome.Rotated, book.Refresh(token, next, now, out book));
            token = next;
            now += TimeSpan.FromDays(20);
        }

        Assert.False(book.IsOpen(token.SessionId, Start + SessionBook.MaxLifetime));
    }

    [Fact]
    public void One_session_more_than_allowed_ends_the_one_that_was_idle_for_longest()
    {
        var book = SessionBook.Empty;
        var tokens = new List<RefreshToken>();
        for (var i = 0; i < SessionBook.MaxOpen; i++)
        {
            tokens.Add(RefreshToken.Create(User, Guid.NewGuid().ToString()));
            book = book.Open(tokens[i], Start.AddMinutes(i), out var ended);
            Assert.Empty(ended);
        }

        // The oldest is in use, so the second oldest has to go.
        book.Refresh(tokens[0], RefreshToken.Create(User, tokens[0].SessionId), Start.AddHours(1), out book);
        book = book.Open(RefreshToken.Create(User, Guid.NewGuid().ToString()), Start.AddHours(2), out var gone);
        Assert.Equal([tokens[1].SessionId], gone);
        Assert.Equal(SessionBook.MaxOpen, book.OpenAt(Start.AddHours(2)).Count);
    }

    [Fact]
    public void However_many_sessions_come_and_go_the_book_stays_bounded()
    {
        var book = SessionBook.Empty;
        for (var i = 0; i < 500; i++)
        {
            var token = RefreshToken.Create(User, Guid.NewGuid().ToString());
            book = book.Open(token, Start.AddMinutes(i), out _);
            if (i % 2 == 0)
            {
                book.Refresh(RefreshToken.Create(User, token.SessionId), token, Start.AddMinutes(i), out book);
            }
        }

        Assert.InRange(book.Records.Count, SessionBook.MaxOpen, SessionBook.MaxOpen + SessionBook.MaxRemembered + 1);
    }

    [Fact]
    public void Ending_all_but_one_names_those_that_ended()
    {
        var (book, mine) = Opened();
        var other = RefreshToken.Create(User, Guid.NewGuid().ToString());
        book = book.Open(other, Start, out _).EndAllBut(mine.SessionId, Start, out var ended);
        Assert.Equal([other.SessionId], ended);
        Assert.True(book.IsOpen(mine.SessionId, Start));
        Assert.False(book.IsOpen(other.SessionId, Start));
    }

    [Fact]
    public void Only_hashes_are_kept()
    {
        var (book, token) = Opened();
        Assert.DoesNotContain(token.Reveal()[^40..], book.Records[0].ToString(), StringComparison.Ordinal);
    }

    private static (SessionBook Book, RefreshToken Token) Opened()
    {
        var token = RefreshToken.Create(User, Guid.NewGuid().ToString());
        return (SessionBook.Empty.Open(token, Start, out _), token);
    }
}
