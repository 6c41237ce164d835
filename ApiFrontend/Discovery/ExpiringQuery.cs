using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Platforms;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.AspNetCore.Mvc;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>The query parameters of what leaves soon.</summary>
/// <param name="Region">Where: two letters (ISO 3166). Without it the caller's region, and where the caller has none, <c>US</c>.</param>
/// <param name="Days">Within how many days it leaves, 1 to 90; 30 unless told.</param>
/// <param name="Limit">How many entries to give, 1 to 100; 20 unless told.</param>
/// <param name="Cursor">The <c>next_cursor</c> of the page before.</param>
public sealed record ExpiringQuery(
    [property: FromQuery(Name = "region")] string? Region,
    [property: FromQuery(Name = "days")] int? Days,
    [property: FromQuery(Name = "limit")] int? Limit,
    [property: FromQuery(Name = "cursor")] string? Cursor)
{
    /// <summary>The furthest that can be looked ahead.</summary>
    public const int MaxDays = 90;

    /// <summary>How far is looked ahead when the client names no number.</summary>
    public const int DefaultDays = 30;

    /// <summary>The region of a caller who has none.</summary>
    public const string DefaultRegion = PlatformDirectory.DefaultRegion;

    private const int RegionLength = 2;

    /// <summary>Notes what is wrong, but for the cursor, which can be read only when the region is known.</summary>
    internal void Check(FieldFaults faults)
    {
        faults.Check("region", Region is null || (Region.Length == RegionLength && Region.All(char.IsAsciiLetter)), "must be two letters");
        faults.Range("days", Days, 1, MaxDays);
        faults.Limit(Limit);
    }

    /// <summary>The request to the grain; a fault of the cursor is noted and the request is then not to be sent.</summary>
    internal ExpiringRequest ToRequest(FieldFaults faults, string region) =>
        new(region, Days ?? DefaultDays, faults.Limit(Limit), faults.Cursor<LeavingPosition?>(Scope(region), Cursor, null));

    /// <summary>What the cursor of a page belongs to: the list and everything that shapes it.</summary>
    internal string Scope(string region) => string.Join('\n', "expiring", region, Days ?? DefaultDays);
}
