using System.Numerics;

namespace MediaGateway.Domain.Discovery;

/// <summary>
/// How likely it is that somebody who asks for one of several titles of the same name means this one: how well known it
/// is, and how recent. Where nobody counted votes, how much has been written about it and how many are named in it
/// stand in for them.
/// </summary>
internal static class Prominence
{
    private const int FirstYear = 1880;
    private const int LastYear = FirstYear + 160;
    private const int MostCast = 12;
    private const int MostOverview = 1000;
    private const int MostVotesBits = 22;

    /// <summary>From 0, for a title of which nothing is known, to 65,535.</summary>
    public static ushort Of(IndexedTitle title)
    {
        var cast = Math.Min(title.Cast.Count, MostCast) / (double)MostCast;
        var overview = Math.Min(title.Overview?.Length ?? 0, MostOverview) / (double)MostOverview;
        var year = title.Year is { } known ? Math.Clamp(known - FirstYear, 0, LastYear - FirstYear) / (double)(LastYear - FirstYear) : 0;
        var votes = Math.Min(BitOperations.Log2((ulong)Math.Max(title.Votes, 0) + 1), MostVotesBits) / (double)MostVotesBits;
        var fame = title.Votes > 0 ? (0.85 * votes) + (0.15 * overview) : (0.45 * overview) + (0.15 * cast);
        return (ushort)Math.Round(((0.75 * fame) + (0.25 * year)) * ushort.MaxValue);
    }
}
