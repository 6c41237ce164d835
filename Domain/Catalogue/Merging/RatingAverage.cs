namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>The gateway's own rating: the weighted average of those whose ratings it trusts, on a scale of 5 in tenths.</summary>
public static class RatingAverage
{
    private const decimal OwnScale = 5;

    /// <summary>Whether these ratings alone tell what the title's own is.</summary>
    public static bool Speaks(IReadOnlyList<SourceRating>? ratings) => ratings is not null && ratings.Any(Counts);

    /// <summary>The average and whose words it is made of; null where none of those that count has one.</summary>
    /// <param name="ratings">Each rating with the source that told of it.</param>
    internal static (decimal Value, IReadOnlyList<string> Tellers)? Of(IReadOnlyList<(SourceRating Rating, string Teller)> ratings)
    {
        decimal sum = 0;
        decimal weights = 0;
        List<string> tellers = [];
        foreach (var (rating, teller) in ratings)
        {
            if (!Counts(rating)) continue;
            var weight = WeightOf(rating.Source);
            sum += rating.Value / rating.Scale * OwnScale * weight;
            weights += weight;
            tellers.Add(teller);
        }

        return weights == 0 ? null : (Math.Round(sum / weights, 1, MidpointRounding.AwayFromZero), tellers);
    }

    /// <summary>What a source says of a title itself, as a rating among others; null where it does not count.</summary>
    internal static SourceRating? OwnOf(TitleStatement statement) =>
        statement.Rating is { } rating && WeightOf(statement.Source) > 0 ? new SourceRating(statement.Source, rating, OwnScale, null) : null;

    // A rating by nobody is none.
    private static bool Counts(SourceRating rating) => WeightOf(rating.Source) > 0 && rating is { Votes: not 0, Scale: > 0 };

    private static decimal WeightOf(string source) => source switch
    {
        "imdb" => 0.5m,
        "tmdb" => 0.3m,
        "gracenote" => 0.2m,
        _ => 0,
    };
}
