using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>What an import did. <paramref name="Read"/> is the sum of the five that follow it.</summary>
/// <param name="Read">Lines that were not empty.</param>
/// <param name="Created">Lines that made a new title.</param>
/// <param name="Updated">Lines that changed a title that their source had told of.</param>
/// <param name="Unchanged">Lines that said nothing new.</param>
/// <param name="Merged">Lines that added to a title of other sources.</param>
/// <param name="Rejected">Lines that could not be read.</param>
/// <param name="Problems">The first problems, each with its line.</param>
/// <param name="ProblemsTotal">How many problems there were.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record ImportResponse(
    long Read,
    long Created,
    long Updated,
    long Unchanged,
    long Merged,
    long Rejected,
    IReadOnlyList<ImportProblem> Problems,
    long ProblemsTotal,
    long DurationMs)
{
    /// <summary>The answer for these totals.</summary>
    public static ImportResponse Of(ImportTotals totals, TimeSpan duration) => new(
        totals.Read,
        totals.Created,
        totals.Updated,
        totals.Unchanged,
        totals.Merged,
        totals.Rejected,
        totals.Problems,
        totals.ProblemsTotal,
        (long)duration.TotalMilliseconds);
}
