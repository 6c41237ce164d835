using System.Collections.Immutable;
using System.Globalization;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Domain.Sync;

/// <summary>Makes operations as a device does: ids of its own, stamps that rise.</summary>
internal sealed class Device(string name, long startMs = Device.Noon)
{
    /// <summary>2026-06-01T12:00:00Z.</summary>
    public const long Noon = 1_780_315_200_000;

    private long _ms = startMs;
    private int _ops;

    public string Name { get; } = name;

    /// <summary>Sets the device's clock.</summary>
    public Device At(long ms)
    {
        _ms = ms;
        return this;
    }

    public WatchlistAdd Add(string contentId, Placement placement = default, WatchlistSource source = WatchlistSource.Manual) =>
        new(contentId, source, placement) { OpId = NextId(), Hlc = NextHlc() };

    public WatchlistRemove Remove(string contentId, params string[]? observed) =>
        new(contentId, observed is null ? null : [.. observed]) { OpId = NextId(), Hlc = NextHlc() };

    public WatchlistRemove RemoveAllSeen(string contentId) => new(contentId, (ImmutableArray<string>?)null) { OpId = NextId(), Hlc = NextHlc() };

    public WatchlistMove Move(string contentId, Placement placement) => new(contentId, placement) { OpId = NextId(), Hlc = NextHlc() };

    public PositionSet Position(string contentId, long positionMs, long? durationMs = null) =>
        new(contentId, positionMs, durationMs) { OpId = NextId(), Hlc = NextHlc() };

    public PlayAdd Play(string playId, string contentId, bool completed = true) =>
        new(playId, contentId, DateTimeOffset.FromUnixTimeMilliseconds(_ms), completed, null) { OpId = NextId(), Hlc = NextHlc() };

    public PlayRemove RemovePlay(string playId) => new(playId) { OpId = NextId(), Hlc = NextHlc() };

    public RatingSet Rate(string contentId, int? tenths) => new(contentId, tenths) { OpId = NextId(), Hlc = NextHlc() };

    public PreferenceSet Prefer(string key, string valueJson) => new(key, valueJson) { OpId = NextId(), Hlc = NextHlc() };

    public ContentAlias Alias(string from, string to, bool retracted = false) => new(from, to, retracted) { OpId = NextId(), Hlc = NextHlc() };

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{Name}-{++_ops}");

    private HlcTimestamp NextHlc() => new(_ms++, 0, Name);
}
