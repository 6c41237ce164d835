namespace MediaGateway.Domain.Discovery;

/// <summary>A segment and which of its titles still count.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Live">0 for each title that was replaced since; null when none was. Never written to once it is here.</param>
/// <param name="LiveCount">How many still count.</param>
internal sealed record LiveSegment(IndexSegment Segment, byte[]? Live, int LiveCount)
{
    /// <summary>Whether a title still counts.</summary>
    public bool IsLive(int document) => Live is null || Live[document] != 0;
}
