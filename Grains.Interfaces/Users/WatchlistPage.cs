namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A part of the list, in the user's order.</summary>
/// <param name="Items">The titles.</param>
/// <param name="Total">How many titles are on the whole list.</param>
/// <param name="Next">What to ask for to get the part after this one; null at the end.</param>
/// <param name="Seq">The number of the log entry up to which the list counts.</param>
[GenerateSerializer, Immutable, Alias("mg.watchlist-page")]
public sealed record WatchlistPage(
    [property: Id(0)] IReadOnlyList<ListedTitle> Items,
    [property: Id(1)] int Total,
    [property: Id(2)] WatchlistCursor? Next,
    [property: Id(3)] long Seq);

/// <summary>A place in the list that stays one when titles come and go around it.</summary>
/// <param name="OrderKey">The key of the title that was read last.</param>
/// <param name="ContentId">Its id.</param>
[GenerateSerializer, Immutable, Alias("mg.watchlist-cursor")]
public sealed record WatchlistCursor(
    [property: Id(0)] string OrderKey,
    [property: Id(1)] string ContentId);
