using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A title on the list.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="AddedAt">When it was put on the list.</param>
/// <param name="Source">What led to it.</param>
/// <param name="Position">Its place in the user's order; the first is 0.</param>
[GenerateSerializer, Immutable, Alias("mg.watchlist-item")]
public sealed record WatchlistItem(
    [property: Id(0)] string ContentId,
    [property: Id(1)] DateTimeOffset AddedAt,
    [property: Id(2)] WatchlistSource Source,
    [property: Id(3)] int Position);

/// <summary>A part of the list, in the user's order.</summary>
/// <param name="Items">The titles.</param>
/// <param name="Total">How many titles are on the whole list.</param>
/// <param name="Next">What to ask for to get the part after this one; null at the end.</param>
/// <param name="Seq">The number of the log entry up to which the list counts.</param>
[GenerateSerializer, Immutable, Alias("mg.watchlist-page")]
public sealed record WatchlistPage(
    [property: Id(0)] IReadOnlyList<WatchlistItem> Items,
    [property: Id(1)] int Total,
    [property: Id(2)] string? Next,
    [property: Id(3)] long Seq);
