namespace MediaGateway.Grains.Devices;

/// <summary>
/// The live connections of one device. Each is a lease that its front end renews, so that the connections of a front end
/// that died are forgotten by themselves.
/// </summary>
internal sealed class DeviceConnections(TimeProvider time)
{
    /// <summary>How long a connection holds without renewal: three renewals of the front end's 60 s.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(180);

    /// <summary>The most connections one device may hold; the oldest makes room.</summary>
    public const int MostConnections = 16;

    private readonly Dictionary<string, DateTimeOffset> _renewedAt = new(StringComparer.Ordinal);

    /// <summary>Whether any connection is there.</summary>
    public bool Any
    {
        get
        {
            ForgetExpired();
            return _renewedAt.Count > 0;
        }
    }

    /// <summary>Adds or renews a connection.</summary>
    public void Renew(string connectionId)
    {
        ForgetExpired();
        if (_renewedAt.Count >= MostConnections && !_renewedAt.ContainsKey(connectionId))
            _renewedAt.Remove(_renewedAt.MinBy(pair => pair.Value).Key);
        _renewedAt[connectionId] = time.GetUtcNow();
    }

    /// <summary>Ends a connection; false when it was not there.</summary>
    public bool End(string connectionId) => _renewedAt.Remove(connectionId);

    /// <summary>Ends all connections.</summary>
    public void EndAll() => _renewedAt.Clear();

    private void ForgetExpired()
    {
        var now = time.GetUtcNow();
        foreach (var (connectionId, renewed) in _renewedAt)
        {
            if (now - renewed >= Lease)
                _renewedAt.Remove(connectionId);
        }
    }
}
