namespace MediaGateway.Domain.Time;

/// <summary>What a clock takes from others.</summary>
/// <param name="MaxAheadMs">How far the physical part may be moved ahead of the wall clock, in milliseconds; exactly that far is allowed.</param>
/// <param name="EarliestMs">The least physical part that is believed, in Unix milliseconds.</param>
public sealed record HlcLimits(long MaxAheadMs, long EarliestMs)
{
    /// <summary>60 seconds ahead; not before 2020-01-01.</summary>
    public static HlcLimits Default { get; } = new(60_000, 1_577_836_800_000);

    /// <summary>What is to be thought of a stamp that somebody else issued, at a wall clock of <paramref name="wallMs"/>.</summary>
    public HlcVerdict Judge(HlcTimestamp stamp, long wallMs)
    {
        if (stamp.Physical is < 0 or > HlcTimestamp.MaxPhysical || stamp.Logical is < 0 or > HlcTimestamp.MaxLogical)
        {
            return HlcVerdict.OutOfRange;
        }
        if (stamp.Physical < EarliestMs)
        {
            return HlcVerdict.TooEarly;
        }
        return stamp.Physical - wallMs > MaxAheadMs ? HlcVerdict.TooFarAhead : HlcVerdict.Accepted;
    }
}

/// <summary>What a clock thinks of another's stamp.</summary>
public enum HlcVerdict
{
    /// <summary>It is taken.</summary>
    Accepted,
    /// <summary>It is further ahead of the wall clock than is allowed.</summary>
    TooFarAhead,
    /// <summary>It is from before any such clock existed.</summary>
    TooEarly,
    /// <summary>Its physical part does not fit 48 bits, or its counter 16.</summary>
    OutOfRange,
}
