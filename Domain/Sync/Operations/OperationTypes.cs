namespace MediaGateway.Domain.Sync.Operations;

/// <summary>The names of the operations on the wire.</summary>
public static class OperationTypes
{
    /// <summary><see cref="Operations.WatchlistAdd"/>.</summary>
    public const string WatchlistAdd = "watchlist_add";

    /// <summary><see cref="Operations.WatchlistRemove"/>.</summary>
    public const string WatchlistRemove = "watchlist_remove";

    /// <summary><see cref="Operations.WatchlistMove"/>.</summary>
    public const string WatchlistMove = "watchlist_move";

    /// <summary><see cref="Operations.PositionSet"/>.</summary>
    public const string PositionSet = "position_set";

    /// <summary><see cref="Operations.PlayAdd"/>.</summary>
    public const string PlayAdd = "play_add";

    /// <summary><see cref="Operations.PlayRemove"/>.</summary>
    public const string PlayRemove = "play_remove";

    /// <summary><see cref="Operations.RatingSet"/>.</summary>
    public const string RatingSet = "rating_set";

    /// <summary><see cref="Operations.PreferenceSet"/>.</summary>
    public const string PreferenceSet = "preference_set";

    /// <summary><see cref="Operations.ContentAlias"/>; only the server makes it.</summary>
    public const string ContentAlias = "content_alias";
}
