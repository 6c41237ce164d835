namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>How much of anything one title may have. What is beyond is refused, never cut.</summary>
public static class ContentLimits
{
    /// <summary>Characters of a title.</summary>
    public const int TitleLength = 500;

    /// <summary>Characters of an overview.</summary>
    public const int OverviewLength = 20_000;

    /// <summary>Characters of one name, genre or keyword.</summary>
    public const int NameLength = 200;

    /// <summary>Characters of an address.</summary>
    public const int UrlLength = 2_048;

    /// <summary>Names in a cast.</summary>
    public const int Cast = 500;

    /// <summary>Directors, genres, keywords and trailers, each.</summary>
    public const int ListItems = 100;

    /// <summary>Ids elsewhere, and ratings, each.</summary>
    public const int Sources = 32;

    /// <summary>Offers.</summary>
    public const int Offers = 2_000;

    /// <summary>The first year a title can be of: nothing was recorded before.</summary>
    public const int FirstYear = 1850;

    /// <summary>The last year a title can be announced for.</summary>
    public const int LastYear = 2200;

    /// <summary>The longest running time: ten weeks, more than the longest film there is.</summary>
    public const int RuntimeMinutes = 100_800;

    /// <summary>Seasons, and tracks, each.</summary>
    public const int Parts = 100_000;

    /// <summary>The greatest scale of a rating.</summary>
    public const int RatingScale = 1_000_000;
}
