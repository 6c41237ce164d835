using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>One page of what leaves.</summary>
/// <param name="Items">The soonest first.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; null at the end.</param>
public sealed record ExpiringResponse(IReadOnlyList<ExpiringItem> Items, int Total, string? NextCursor);

/// <summary>A title that leaves a platform.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Title">The title as it is shown.</param>
/// <param name="Type">What kind of thing it is.</param>
/// <param name="Year">The year it came out; null where unknown.</param>
/// <param name="Platform">The platform that it leaves.</param>
/// <param name="Region">Where: two capital letters.</param>
/// <param name="Offer">On which terms it was there.</param>
/// <param name="Season">The season that leaves; left out when the whole title does.</param>
/// <param name="LeavesAt">When it leaves.</param>
/// <param name="DaysLeft">How many days are left, a day that has begun counted as one.</param>
public sealed record ExpiringItem(
    string ContentId,
    string Title,
    ContentType Type,
    int? Year,
    string Platform,
    string Region,
    OfferKind Offer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Season,
    DateTimeOffset LeavesAt,
    int DaysLeft)
{
    internal static ExpiringItem Of(ExpiringTitle title, string region) => new(
        title.Leaving.ContentId,
        title.Title,
        title.Type,
        title.Year,
        title.Leaving.Platform,
        region,
        title.Leaving.Kind,
        title.Leaving.Season,
        title.Leaving.LeavesAt,
        title.DaysLeft);
}
