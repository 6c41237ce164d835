using MediaGateway.ApiFrontend.Problems;

namespace MediaGateway.ApiFrontend.Paging;

/// <summary>The query parameters of every list: <c>limit</c> and <c>cursor</c>.</summary>
public static class PageQuery
{
    /// <summary>How many entries a page has when the client names no number.</summary>
    public const int DefaultLimit = 20;

    /// <summary>The most entries that a page may have.</summary>
    public const int MaxLimit = 100;

    /// <summary>Checks <c>limit</c>: more than the most is refused, not clamped.</summary>
    /// <param name="faults">Where a fault is noted.</param>
    /// <param name="limit">What the client asked for.</param>
    /// <param name="max">The most that this list allows.</param>
    /// <returns>The number of entries to give.</returns>
    public static int Limit(this FieldFaults faults, int? limit, int max = MaxLimit)
    {
        faults.Range("limit", limit, 1, max);
        return limit ?? Math.Min(DefaultLimit, max);
    }
}
