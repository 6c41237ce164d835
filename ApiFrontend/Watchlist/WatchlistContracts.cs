using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.ApiFrontend.Watchlist;

/// <summary>A title on the list.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="RequestedId">The id that was asked for, where it is another.</param>
/// <param name="Title">The title; null when the catalogue does not know it any more.</param>
/// <param name="Type">What kind of thing it is.</param>
/// <param name="Year">The year it came out.</param>
/// <param name="AddedAt">When it was put on the list.</param>
/// <param name="Source">What led to it.</param>
/// <param name="Position">Its place in the user's order; the first is 0.</param>
public sealed record WatchlistItemResponse(
    string ContentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestedId,
    string? Title,
    ContentType? Type,
    int? Year,
    DateTimeOffset AddedAt,
    WatchlistSource Source,
    int Position);

/// <summary>A part of the list.</summary>
/// <param name="Items">The titles, in the user's order.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="NextCursor">Where the next part starts; null at the end.</param>
/// <param name="Seq">The number of the log entry up to which the list counts.</param>
public sealed record WatchlistResponse(IReadOnlyList<WatchlistItemResponse> Items, int Total, string? NextCursor, long Seq);

/// <summary>How a title is put on the list.</summary>
/// <param name="Source">What led to it; <c>manual</c> where it is not said.</param>
/// <param name="After">The title it comes after; null is first; absent is last, and leaves one that is there where it is.</param>
public sealed record WatchlistPutRequest(WatchlistSource? Source, JsonElement After);

/// <summary>Where a title goes.</summary>
/// <param name="After">The title it comes after; null is first.</param>
public sealed record WatchlistMoveRequest([property: Required] JsonElement After);

/// <summary>A title that was found on a platform.</summary>
/// <param name="Platform">The platform, such as <c>netflix</c>.</param>
/// <param name="ContentId">Any id of the title; the platform's own will do.</param>
/// <param name="Title">What the platform calls it.</param>
public sealed record QueueAddRequest(
    [property: Required, StringLength(QueueEndpoints.MostPlatformCharacters, MinimumLength = 1)] string? Platform,
    [property: Required, StringLength(SyncLimits.MaxContentIdLength, MinimumLength = 1)] string? ContentId,
    [property: StringLength(QueueEndpoints.MostTitleCharacters, MinimumLength = 1)] string? Title);
