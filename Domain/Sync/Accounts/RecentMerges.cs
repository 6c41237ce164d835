using System.Collections.Immutable;

namespace MediaGateway.Domain.Sync.Accounts;

/// <summary>The newest accounts of a user's merges. Immutable.</summary>
/// <param name="Count">How many there ever were; the newest has this number.</param>
/// <param name="Newest">The last <see cref="Capacity"/> of them at most, the oldest first.</param>
public sealed record RecentMerges(long Count, ImmutableArray<MergeAccount> Newest)
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 200;

    /// <summary>Those of a user for whom nothing was decided yet.</summary>
    public static RecentMerges None { get; } = new(0, []);

    /// <summary>With further ones, in the order in which they were decided.</summary>
    public RecentMerges With(ImmutableArray<MergeAccount> further)
    {
        if (further.IsEmpty)
        {
            return this;
        }
        var all = Newest.AddRange(further);
        return new RecentMerges(Count + further.Length, all.Length > Capacity ? all.RemoveRange(0, all.Length - Capacity) : all);
    }

    /// <summary>Some of those that are kept, the newest first.</summary>
    /// <param name="before">Only those with a smaller number; null for the newest of all.</param>
    /// <param name="limit">The most that are wanted.</param>
    /// <returns>The accounts, and the number of the last of them where older ones are kept; null at the end.</returns>
    public (ImmutableArray<MergeAccount> Accounts, long? Next) Page(long? before, int limit)
    {
        var first = Count - Newest.Length + 1;
        var end = (int)Math.Clamp((before ?? Count + 1) - first, 0, Newest.Length);
        var start = Math.Max(0, end - limit);
        return ([.. Newest[start..end].Reverse()], start > 0 ? first + start : null);
    }
}
