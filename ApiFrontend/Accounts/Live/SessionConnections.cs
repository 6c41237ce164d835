namespace MediaGateway.ApiFrontend.Accounts.Live;

/// <summary>The hub connections of this front end by the session they were opened with, so that they end with it.</summary>
internal sealed class SessionConnections
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, SessionConnection>> _bySession = new(StringComparer.Ordinal);

    /// <summary>One connection of each session that has any.</summary>
    public IReadOnlyList<SessionConnection> OneOfEach()
    {
        lock (_gate)
        {
            return [.. _bySession.Values.Select(connections => connections.Values.First())];
        }
    }

    /// <summary>Notes a connection.</summary>
    public void Add(SessionConnection connection)
    {
        lock (_gate)
        {
            if (!_bySession.TryGetValue(connection.SessionId, out var connections))
            {
                _bySession[connection.SessionId] = connections = new(StringComparer.Ordinal);
            }

            connections[connection.ConnectionId] = connection;
        }
    }

    /// <summary>Forgets a connection.</summary>
    public void Remove(string sessionId, string connectionId)
    {
        lock (_gate)
        {
            if (_bySession.TryGetValue(sessionId, out var connections) && connections.Remove(connectionId) && connections.Count == 0)
            {
                _bySession.Remove(sessionId);
            }
        }
    }

    /// <summary>Cuts the connections of a session.</summary>
    public void Cut(string sessionId)
    {
        SessionConnection[] cut;
        lock (_gate)
        {
            cut = _bySession.TryGetValue(sessionId, out var connections) ? [.. connections.Values] : [];
        }

        foreach (var connection in cut)
        {
            connection.Abort();
        }
    }
}

/// <summary>A hub connection.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="SessionId">The session it was opened with.</param>
/// <param name="ConnectionId">Its id.</param>
/// <param name="Abort">Cuts it.</param>
internal sealed record SessionConnection(string UserId, string SessionId, string ConnectionId, Action Abort);
