namespace MediaGateway.Grains.Devices;

/// <summary>
/// The live connections of one device, and whether it counts as there. Each connection is a lease that its front end
/// renews, so that those of a front end that died end by themselves. A device whose last connection was lost stays there
/// for the grace.
/// </summary>
internal sealed class DeviceConnections(DeviceOptions options, TimeProvider time)
{
    /// <summary>The most connections one device may hold; the oldest makes room.</summary>
    public const int MostConnections = 16;

    /// <summary>Stands for the connections of which an earlier activation knew, until one of them is renewed.</summary>
    private const string FromBefore = "";

    private readonly Dictionary<string, DateTimeOffset> _renewedAt = new(StringComparer.Ordinal);
    private DateTimeOffset? _lostAt;

    /// <summary>When the last connection was lost; null while there is one, and where nobody said goodbye.</summary>
    public DateTimeOffset? LostAt => _lostAt;

    /// <summary>Whether the device is there: connected, or gone for less than the grace.</summary>
    public bool IsThere
    {
        get
        {
            ForgetExpired();
            return _renewedAt.Count > 0 || time.GetUtcNow() - _lostAt < options.Grace;
        }
    }

    /// <summary>When that changes unless something happens; null where only a connection changes it.</summary>
    public DateTimeOffset? ChangesAt => _renewedAt.Count > 0 ? _renewedAt.Values.Min() + options.Timeout : _lostAt + options.Grace;

    /// <summary>Adds or renews a connection.</summary>
    public void Renew(string connectionId)
    {
        ForgetExpired();
        _renewedAt.Remove(FromBefore);
        if (_renewedAt.Count >= MostConnections && !_renewedAt.ContainsKey(connectionId))
            _renewedAt.Remove(_renewedAt.MinBy(pair => pair.Value).Key);
        _renewedAt[connectionId] = time.GetUtcNow();
        _lostAt = null;
    }

    /// <summary>The device was connected when the grain was last here; whether it still is shows when its front end renews.</summary>
    public void Presume() => _renewedAt[FromBefore] = time.GetUtcNow();

    /// <summary>Ends a connection; nothing happens when it is not there.</summary>
    public void End(string connectionId)
    {
        if (_renewedAt.Remove(connectionId) && _renewedAt.Count == 0)
            _lostAt = time.GetUtcNow();
    }

    /// <summary>Ends all connections, without grace.</summary>
    public void EndAll()
    {
        _renewedAt.Clear();
        _lostAt = null;
    }

    private void ForgetExpired()
    {
        var now = time.GetUtcNow();
        foreach (var (connectionId, renewed) in _renewedAt)
        {
            if (now - renewed >= options.Timeout)
                _renewedAt.Remove(connectionId);
        }
    }
}
