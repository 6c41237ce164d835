namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>What one front end knows about one session. Once ended it stays so, whatever an older answer says.</summary>
internal sealed class WatchedSession(string userId, string sessionId)
{
    private const long Never = long.MinValue;

    private long _answeredAt = Never;
    private volatile bool _ended;

    /// <summary>Whose it is.</summary>
    public string UserId { get; } = userId;

    /// <summary>Its id.</summary>
    public string SessionId { get; } = sessionId;

    /// <summary>Whether it is known to have ended.</summary>
    public bool HasEnded => _ended;

    /// <summary>When its account last said that it is open, as a timestamp; null when it was not asked yet.</summary>
    public long? AnsweredAt => Volatile.Read(ref _answeredAt) is var at && at == Never ? null : at;

    /// <summary>Notes that the account said so.</summary>
    public void Answered(long timestamp) => Volatile.Write(ref _answeredAt, timestamp);

    /// <summary>Notes that it has ended.</summary>
    public void End() => _ended = true;
}
