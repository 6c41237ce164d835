namespace MediaGateway.Domain.Sync.Accounts;

/// <summary>What was decided where two operations wanted different things: what counts, what does not, and why.</summary>
/// <param name="Seq">The number, in the user's log, of the effect that brought it to a decision; 0 where it has none yet.</param>
/// <param name="Reason">Why, one of <see cref="MergeReasons"/>.</param>
/// <param name="Subject">What it was about: a content id, a play id or the name of a preference.</param>
/// <param name="Kept">What counts.</param>
/// <param name="Lost">What does not.</param>
[GenerateSerializer, Immutable, Alias("mg.merge-account")]
public sealed record MergeAccount(
    [property: Id(0)] long Seq,
    [property: Id(1)] string Reason,
    [property: Id(2)] string Subject,
    [property: Id(3)] MergeSide Kept,
    [property: Id(4)] MergeSide Lost);

/// <summary>One side of a decision.</summary>
/// <param name="OpId">The operation.</param>
/// <param name="Hlc">When it was made.</param>
/// <param name="Value">What it said, in short, where it set a value; null where it did not.</param>
[GenerateSerializer, Immutable, Alias("mg.merge-side")]
public sealed record MergeSide(
    [property: Id(0)] string OpId,
    [property: Id(1)] Time.HlcTimestamp Hlc,
    [property: Id(2)] string? Value);

/// <summary>Why a merge was decided as it was.</summary>
public static class MergeReasons
{
    /// <summary>A later write was there already: the operation that arrived changed nothing.</summary>
    public const string OlderWrite = "older_write";

    /// <summary>The operation that arrived is later than what another node had written, and replaced it.</summary>
    public const string NewerWrite = "newer_write";

    /// <summary>A remove left the title on the list: it had not seen this add.</summary>
    public const string AddNotSeen = "add_not_seen";

    /// <summary>An add arrived after a remove that had named it.</summary>
    public const string AddCancelled = "add_cancelled";

    /// <summary>A record of a play arrived that was removed, which is final.</summary>
    public const string PlayRemoved = "play_removed";
}
