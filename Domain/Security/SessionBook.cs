using System.Diagnostics.CodeAnalysis;

namespace MediaGateway.Domain.Security;

/// <summary>
/// The sessions of one user, and the rule of rotation: each refresh token is good once. A secret that is not the session's
/// newest can only be a used one or a forged one; either way somebody holds what he should not, and the session ends.
/// Two exchanges of one token are therefore a reuse however close they come, since one of them is always second.
/// Never changes; every act gives a new book.
/// </summary>
public sealed class SessionBook
{
    /// <summary>The most open sessions of a user; one more ends the one that was not refreshed for longest.</summary>
    public const int MaxOpen = 20;

    /// <summary>The most ended sessions that are remembered for their reuse.</summary>
    public const int MaxRemembered = 20;

    /// <summary>How long a session stays open without being refreshed.</summary>
    public static readonly TimeSpan IdleLifetime = TimeSpan.FromDays(30);

    /// <summary>How long a session stays open at all.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(180);

    /// <summary>The book of these records.</summary>
    public SessionBook(IReadOnlyList<SessionRecord> records) => Records = records;

    /// <summary>A book without sessions.</summary>
    public static SessionBook Empty { get; } = new([]);

    /// <summary>What is to be stored.</summary>
    public IReadOnlyList<SessionRecord> Records { get; }

    /// <summary>The sessions that are open at this time, the last refreshed first.</summary>
    public IReadOnlyList<SessionRecord> OpenAt(DateTimeOffset now) =>
        [.. Records.Where(record => IsOpen(record, now)).OrderByDescending(record => record.RefreshedAt)];

    /// <summary>Whether this session is open at this time.</summary>
    public bool IsOpen(string sessionId, DateTimeOffset now) => TryFind(sessionId, out var record) && IsOpen(record, now);

    /// <summary>Adds a session that begins with this token.</summary>
    /// <param name="token">Its first refresh token.</param>
    /// <param name="now">The time.</param>
    /// <param name="ended">The sessions that had to end for it.</param>
    public SessionBook Open(RefreshToken token, DateTimeOffset now, out IReadOnlyList<string> ended)
    {
        var open = OpenAt(now);
        ended = [.. open.Skip(MaxOpen - 1).Select(record => record.SessionId)];
        var remembered = Records.Where(record => record.EndedByReuse && now < record.ExpiresAt)
            .OrderByDescending(record => record.RefreshedAt)
            .Take(MaxRemembered);
        var added = new SessionRecord(token.SessionId, token.SecretHash, now, now, now + IdleLifetime, EndedByReuse: false);
        return new SessionBook([added, .. open.Take(MaxOpen - 1), .. remembered]);
    }

    /// <summary>Exchanges <paramref name="presented"/> for <paramref name="replacement"/>, if it is its session's newest.</summary>
    public RefreshOutcome Refresh(RefreshToken presented, RefreshToken replacement, DateTimeOffset now, out SessionBook book)
    {
        book = this;
        if (!TryFind(presented.SessionId, out var record) || now >= record.ExpiresAt)
        {
            return RefreshOutcome.Unknown;
        }

        if (record.EndedByReuse)
        {
            return RefreshOutcome.EndedBefore;
        }

        if (!presented.Matches(record.SecretHash))
        {
            book = Replace(record with { EndedByReuse = true });
            return RefreshOutcome.Reused;
        }

        var end = Earlier(now + IdleLifetime, record.OpenedAt + MaxLifetime);
        book = Replace(record with { SecretHash = replacement.SecretHash, RefreshedAt = now, ExpiresAt = end });
        return RefreshOutcome.Rotated;
    }

    /// <summary>Ends one session.</summary>
    public SessionBook End(string sessionId) => new([.. Records.Where(record => record.SessionId != sessionId)]);

    /// <summary>Ends every session but one.</summary>
    /// <param name="sessionId">The one that stays.</param>
    /// <param name="now">The time.</param>
    /// <param name="ended">The sessions that ended.</param>
    public SessionBook EndAllBut(string sessionId, DateTimeOffset now, out IReadOnlyList<string> ended)
    {
        ended = [.. OpenAt(now).Select(record => record.SessionId).Where(id => id != sessionId)];
        return new SessionBook([.. Records.Where(record => record.SessionId == sessionId || record.EndedByReuse)]);
    }

    private static bool IsOpen(SessionRecord record, DateTimeOffset now) => !record.EndedByReuse && now < record.ExpiresAt;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private bool TryFind(string sessionId, [NotNullWhen(true)] out SessionRecord? record)
    {
        record = Records.FirstOrDefault(candidate => candidate.SessionId == sessionId);
        return record is not null;
    }

    private SessionBook Replace(SessionRecord changed) =>
        new([.. Records.Select(record => record.SessionId == changed.SessionId ? changed : record)]);
}

/// <summary>How an exchange of a refresh token ended.</summary>
public enum RefreshOutcome
{
    /// <summary>The token was the newest, and is replaced.</summary>
    Rotated,
    /// <summary>The token was used before; its session ends by this.</summary>
    Reused,
    /// <summary>Its session ended earlier because a used token came again.</summary>
    EndedBefore,
    /// <summary>There is no such session (any more).</summary>
    Unknown,
}
