using MediaGateway.Domain.Playback;
using MediaGateway.Grains.Interfaces.Devices;

namespace MediaGateway.Grains.Devices;

/// <summary>What one device plays now, as its sessions say. A session that falls silent counts as gone; it may come back.</summary>
internal sealed class DevicePlayback(TimeProvider time)
{
    private DeviceActivity? _activity;
    private DateTimeOffset _saidAt;

    /// <summary>What it plays; null when nothing.</summary>
    public DeviceActivity? Activity => time.GetUtcNow() - _saidAt < PlaybackRules.AbandonedAfter ? _activity : null;

    /// <summary>Its session says where it is.</summary>
    public void Say(DeviceActivity? activity)
    {
        _activity = activity;
        _saidAt = time.GetUtcNow();
    }
}
