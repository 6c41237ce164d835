namespace MediaGateway.Domain.Sync.State;

/// <summary>A value of which the last write wins.</summary>
internal sealed record Written<T>(T Value, Stamp Stamp, string? DeviceId)
{
    public static Written<T> Later(Written<T>? left, Written<T> right) =>
        left is null || left.Stamp < right.Stamp ? right : left;
}

/// <summary>How far a title was watched.</summary>
internal sealed record PositionValue(long PositionMs, long? DurationMs);

/// <summary>What is said of a play.</summary>
internal sealed record PlayValue(string ContentId, DateTimeOffset WatchedAt, bool Completed, long? PositionMs);

/// <summary>A play: the record with the greatest stamp, and whether it was removed, which is final.</summary>
internal sealed record PlayEntry(Written<PlayValue>? Record, Stamp? Removal)
{
    public static readonly PlayEntry Unknown = new(null, null);

    public PlayEntry WithRecord(Written<PlayValue> record)
    {
        var later = Written<PlayValue>.Later(Record, record);
        return ReferenceEquals(later, Record) ? this : this with { Record = later };
    }

    public PlayEntry WithRemoval(Stamp stamp) => Removal is { } known && known >= stamp ? this : this with { Removal = stamp };
}
