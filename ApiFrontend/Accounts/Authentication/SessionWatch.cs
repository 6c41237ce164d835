using MediaGateway.ApiFrontend.Accounts.Live;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>
/// Knows which sessions are open. The user's account is the authority; its answer is believed for five seconds, so that a
/// session that ended elsewhere is shut out here within that time. One that ended through this front end is shut out at once.
/// Its live connections are cut with it.
/// </summary>
internal sealed class SessionWatch(IGrainFactory grains, SessionConnections connections, TimeProvider time)
{
    internal static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(5);

    private const int Capacity = 100_000;

    private readonly GenerationalCache<string, WatchedSession> _sessions = new(Capacity);

    /// <summary>The session as it is watched here.</summary>
    public WatchedSession Watch(string userId, string sessionId) =>
        _sessions.TryGet(sessionId, out var known) ? known : _sessions.GetOrAdd(sessionId, new WatchedSession(userId, sessionId));

    /// <summary>Whether the session is open.</summary>
    public ValueTask<bool> IsOpenAsync(WatchedSession session, CancellationToken cancellationToken)
    {
        if (session.HasEnded)
        {
            return ValueTask.FromResult(false);
        }

        return session.AnsweredAt is { } at && time.GetElapsedTime(at) < BelievedFor
            ? ValueTask.FromResult(true)
            : AskAsync(session, cancellationToken);
    }

    /// <summary>Shuts these sessions out from now on.</summary>
    public void End(string userId, IEnumerable<string> sessionIds)
    {
        foreach (var sessionId in sessionIds)
        {
            ShutOut(Watch(userId, sessionId));
        }
    }

    private void ShutOut(WatchedSession session)
    {
        session.End();
        connections.Cut(session.SessionId);
    }

    private async ValueTask<bool> AskAsync(WatchedSession session, CancellationToken cancellationToken)
    {
        // Taken before asking: the answer may be as old as the question.
        var asked = time.GetTimestamp();
        var open = await grains.GetGrain<IUserAccountGrain>(session.UserId).IsSessionLiveAsync(session.SessionId, cancellationToken);
        if (!open)
        {
            ShutOut(session);
            return false;
        }

        session.Answered(asked);
        return !session.HasEnded;
    }
}
