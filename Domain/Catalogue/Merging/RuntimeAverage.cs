namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>How long a title runs when sources differ.</summary>
internal static class RuntimeAverage
{
    /// <summary>Running times that lie this close tell of one cut, measured differently.</summary>
    private const int WithinMinutes = 5;

    /// <summary>
    /// The average of the most sources that agree, and who they are; where no two do, what the best says. Between equal
    /// groups the one with the better ranked source counts, then the shorter time.
    /// </summary>
    /// <param name="said">Running times, the best ranked source first.</param>
    public static (int Minutes, IReadOnlyList<string> Sources)? Of(IReadOnlyList<(string Source, int Minutes)> said)
    {
        if (said.Count == 0) return null;
        if (said.Count == 1) return (said[0].Minutes, [said[0].Source]);
        var agreed = said.Select(low => (low.Minutes, Group: Around(said, low.Minutes)))
            .OrderByDescending(one => one.Group.Count)
            .ThenBy(one => one.Group.Min(member => member.Rank))
            .ThenBy(one => one.Minutes)
            .First().Group;
        List<int> ranks = agreed.Count == 1 ? [0] : [.. agreed.Select(member => member.Rank)];
        var average = ranks.Average(rank => (decimal)said[rank].Minutes);
        return ((int)Math.Round(average, MidpointRounding.AwayFromZero), [.. ranks.Select(rank => said[rank].Source)]);
    }

    private static List<(int Rank, int Minutes)> Around(IReadOnlyList<(string Source, int Minutes)> said, int low) =>
        [.. said.Select((one, rank) => (rank, one.Minutes)).Where(one => one.Minutes >= low && one.Minutes - low <= WithinMinutes)];
}
