using MediaGateway.Domain.Catalogue;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>Answers which titles leave which platform soon. A stateless worker; its key is 0.</summary>
[Alias("mg.expiring-titles")]
public interface IExpiringTitlesGrain : IGrainWithIntegerKey
{
    /// <summary>One page of what leaves a region, the soonest first.</summary>
    [ReadOnly, Alias("read")]
    Task<ExpiringPage> ReadAsync(ExpiringRequest request, CancellationToken cancellationToken);
}

/// <summary>Asks what leaves.</summary>
/// <param name="Region">Where: two capital letters.</param>
/// <param name="Days">Within how many days from now.</param>
/// <param name="Limit">How many to give, at least 1.</param>
/// <param name="After">Only what comes after this one; null is from the first.</param>
[GenerateSerializer, Immutable, Alias("mg.expiring-request")]
public sealed record ExpiringRequest(
    [property: Id(0)] string Region,
    [property: Id(1)] int Days,
    [property: Id(2)] int Limit,
    [property: Id(3)] LeavingPosition? After);

/// <summary>One page of what leaves.</summary>
/// <param name="Items">The soonest first.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">After which one the next page begins; null when this is the last.</param>
[GenerateSerializer, Immutable, Alias("mg.expiring-page")]
public sealed record ExpiringPage(
    [property: Id(0)] IReadOnlyList<ExpiringTitle> Items,
    [property: Id(1)] int Total,
    [property: Id(2)] LeavingPosition? Next);

/// <summary>A title that leaves a platform.</summary>
/// <param name="Leaving">What leaves, and when.</param>
/// <param name="Title">The title as it is shown.</param>
/// <param name="Type">What kind of thing it is.</param>
/// <param name="Year">The year it came out; null where unknown.</param>
/// <param name="DaysLeft">How many days are left, a day that has begun counted as one.</param>
[GenerateSerializer, Immutable, Alias("mg.expiring-title")]
public sealed record ExpiringTitle(
    [property: Id(0)] LeavingPosition Leaving,
    [property: Id(1)] string Title,
    [property: Id(2)] ContentType Type,
    [property: Id(3)] int? Year,
    [property: Id(4)] int DaysLeft);

/// <summary>What leaves, which is also its place in the order of what leaves.</summary>
/// <param name="LeavesAt">When it does.</param>
/// <param name="ContentId">The canonical id of the title.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Kind">On which terms it was there.</param>
/// <param name="Season">The season that leaves; null when the whole title does.</param>
[GenerateSerializer, Immutable, Alias("mg.leaving-position")]
public sealed record LeavingPosition(
    [property: Id(0)] DateTimeOffset LeavesAt,
    [property: Id(1)] string ContentId,
    [property: Id(2)] string Platform,
    [property: Id(3)] OfferKind Kind,
    [property: Id(4)] int? Season);
