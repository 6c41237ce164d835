using System.Collections.Immutable;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.State;

/// <summary>A title on the list.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="OrderKey">What the list is sorted by, then by id.</param>
/// <param name="AddedAt">When the oldest add that still counts was made.</param>
/// <param name="Source">What led to the newest add that still counts.</param>
/// <param name="Adds">The operation ids of the adds that still count, sorted.</param>
public sealed record WatchlistItem(string ContentId, string OrderKey, DateTimeOffset AddedAt, WatchlistSource Source, ImmutableArray<string> Adds);

/// <summary>A title that was removed and is still remembered.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="OrderKey">Where it was, for what is placed after it; null where that is not known.</param>
/// <param name="Adds">The operation ids of its adds, all cancelled, sorted.</param>
public sealed record RemovedItem(string ContentId, string? OrderKey, ImmutableArray<string> Adds);

/// <summary>How far a title was watched.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="PositionMs">How far, in milliseconds.</param>
/// <param name="DurationMs">How long it is; null where that is not known.</param>
/// <param name="Hlc">When that was written.</param>
/// <param name="OpId">By which operation.</param>
/// <param name="DeviceId">From which device; null for the server.</param>
[GenerateSerializer, Immutable, Alias("mg.playback-position")]
public sealed record PlaybackPosition(
    [property: Id(0)] string ContentId,
    [property: Id(1)] long PositionMs,
    [property: Id(2)] long? DurationMs,
    [property: Id(3)] HlcTimestamp Hlc,
    [property: Id(4)] string OpId,
    [property: Id(5)] string? DeviceId);

/// <summary>A rating.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="Tenths">The rating in tenths, 0 to 50.</param>
/// <param name="Hlc">When it was given.</param>
/// <param name="OpId">By which operation.</param>
public sealed record Rating(string ContentId, int Tenths, HlcTimestamp Hlc, string OpId);

/// <summary>A preference.</summary>
/// <param name="Key">Its name.</param>
/// <param name="ValueJson">Its value as JSON.</param>
/// <param name="Hlc">When it was set.</param>
/// <param name="OpId">By which operation.</param>
public sealed record Preference(string Key, string ValueJson, HlcTimestamp Hlc, string OpId);

/// <summary>One time that a title was played.</summary>
/// <param name="PlayId">The play.</param>
/// <param name="ContentId">The title.</param>
/// <param name="WatchedAt">When.</param>
/// <param name="Completed">Whether to the end.</param>
/// <param name="PositionMs">How far; null where that is not known.</param>
[GenerateSerializer, Immutable, Alias("mg.play")]
public sealed record Play(
    [property: Id(0)] string PlayId,
    [property: Id(1)] string ContentId,
    [property: Id(2)] DateTimeOffset WatchedAt,
    [property: Id(3)] bool Completed,
    [property: Id(4)] long? PositionMs);
