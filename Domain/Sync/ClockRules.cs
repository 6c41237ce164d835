using System.Globalization;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync;

/// <summary>Which stamps an operation may carry.</summary>
public static class ClockRules
{
    /// <summary>
    /// Why an operation with this stamp is refused at the server's time <paramref name="now"/>; null when it is taken.
    /// The stamp must not be taken in by any clock before this was asked.
    /// </summary>
    public static OperationRefusal? Check(HlcTimestamp hlc, DateTimeOffset now)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        switch (HlcLimits.Default.Judge(hlc, nowMs))
        {
            case HlcVerdict.OutOfRange:
                return OperationRefusal.InvalidField("hlc", "must have a physical part of 48 bits and a logical part of 16");
            case HlcVerdict.TooFarAhead:
                return new OperationRefusal(
                    RefusalCodes.ClockAhead,
                    string.Create(CultureInfo.InvariantCulture, $"the clock is {hlc.Physical - nowMs} ms ahead of the server's, which is at {nowMs}; at most {HlcLimits.Default.MaxAheadMs} ms are allowed"));
            case HlcVerdict.TooEarly:
                return new OperationRefusal(RefusalCodes.TooOld, "the clock is before 2020");
            default:
                // An operation may have been answered up to the allowed drift before its stamp, and its id is forgotten at the
                // horizon after the answer: were it taken until the horizon after its stamp, a repeat could slip through.
                return hlc.Physical < nowMs - (long)SyncLimits.Horizon.TotalMilliseconds + HlcLimits.Default.MaxAheadMs
                    ? new OperationRefusal(RefusalCodes.TooOld, "it was made more than 90 days ago: load the snapshot, and send what is still wanted anew")
                    : null;
        }
    }
}
