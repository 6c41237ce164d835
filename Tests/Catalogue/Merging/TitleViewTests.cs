using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Tests.Catalogue.Merging;

/// <summary>The rules by which several sources make one title.</summary>
public sealed class TitleViewTests
{
    private const string Long = "A hacker learns that the world he lives in is not the one that is.";
    private const string Longer = "A hacker learns that the world he lives in is not the one that is, and that he was expected.";
    private const string Selling = "Available now: a hacker learns that the world he lives in is not the one that is, and that he was long expected there.";

    [Fact]
    public void The_title_is_that_of_the_best_ranked_source()
    {
        SourceRecord[] records = [Of("alpha"), Of("imdb"), Of("tmdb"), Of("gracenote"), Of("eidr")];
        Assert.Equal(
            ["by alpha", "by imdb", "by tmdb", "by gracenote", "by eidr"],
            Enumerable.Range(1, records.Length).Select(count => Merge(records[..count]).Title));
    }

    [Theory]
    [InlineData(Long, Longer, Longer)]
    [InlineData(Longer, Selling, Longer)]
    [InlineData("Short.", Long, Long)]
    [InlineData("Short.", "Less.", "Short.")]
    [InlineData(Selling, "Short.", "Short.")]
    [InlineData("Don't miss it!", "Watch now!", "Don't miss it!")]
    [InlineData(null, "Short.", "Short.")]
    public void The_description_is_the_longest_that_does_not_sell(string? gracenote, string? tmdb, string expected)
    {
        var merged = Merge(Of("gracenote") with { Overview = gracenote }, Of("tmdb") with { Overview = tmdb });
        Assert.Equal((expected, expected == gracenote ? "gracenote" : "tmdb"), (merged.Overview, merged.Provenance["overview"]));
    }

    [Theory]
    [InlineData(136, 138, 137, 137, "gracenote+tmdb+imdb")]
    [InlineData(136, 141, null, 139, "gracenote+tmdb")]
    [InlineData(136, 142, null, 136, "gracenote")]
    [InlineData(99, 136, 138, 137, "tmdb+imdb")]
    [InlineData(140, 136, 144, 138, "gracenote+tmdb")]
    [InlineData(null, null, 136, 136, "imdb")]
    public void The_running_time_is_the_average_of_those_that_agree(int? gracenote, int? tmdb, int? imdb, int expected, string sources)
    {
        var merged = Merge(Of("gracenote") with { RuntimeMinutes = gracenote }, Of("tmdb") with { RuntimeMinutes = tmdb }, Of("imdb") with { RuntimeMinutes = imdb });
        Assert.Equal((expected, sources), (merged.RuntimeMinutes, merged.Provenance["runtime_minutes"]));
    }

    [Fact]
    public void Genres_are_those_of_all_each_by_one_name()
    {
        var merged = Merge(Of("alpha") with { Genres = ["Sci-Fi", "Kids", "Heist"] }, Of("prime") with { Genres = ["Action & Adventure", "science fiction", "heist"] });
        Assert.Equal(["Science Fiction", "Family", "Animation", "Heist", "Action", "Adventure"], merged.Genres);
        Assert.Equal("alpha+prime", merged.Provenance["genres"]);
    }

    [Fact]
    public void The_rating_is_weighted_over_those_that_have_one()
    {
        var imdb = Of("imdb") with { Ratings = [new SourceRating("imdb", 8.7m, 10, 2_000_000)] };
        var tmdb = Of("tmdb") with { Rating = 4.1m, Ratings = [new SourceRating("tmdb", 8.2m, 10, 25_000)] };
        var gracenote = Of("gracenote") with { Rating = 3.5m };
        var other = Of("alpha") with { Rating = 1, Ratings = [new SourceRating("metacritic", 73, 100, null)] };

        // (4.35 × .5 + 4.1 × .3 + 3.5 × .2) ÷ 1
        var merged = Merge(imdb, tmdb, gracenote, other);
        Assert.Equal((4.1m, "gracenote+tmdb+imdb"), (merged.Rating, merged.Provenance["rating"]));
        Assert.Equal(["imdb", "metacritic", "tmdb"], merged.Ratings.Select(rating => rating.Source));
        Assert.Equal(4.3m, Merge(imdb, tmdb).Rating);
        Assert.Equal((1m, "alpha"), (Merge(other).Rating, Merge(other).Provenance["rating"]));
    }

    [Fact]
    public void A_rating_by_nobody_does_not_count()
    {
        var merged = Merge(Of("tmdb") with { Ratings = [new SourceRating("tmdb", 0, 10, 0)] }, Of("alpha") with { Rating = 3.5m });
        Assert.Equal(3.5m, merged.Rating);
    }

    [Fact]
    public void A_rating_is_told_by_whose_it_is()
    {
        var merged = Merge(Of("gracenote") with { Ratings = [new SourceRating("imdb", 6, 10, 1)] }, Of("imdb") with { Ratings = [new SourceRating("imdb", 8, 10, 1)] });
        Assert.Equal((4m, "imdb", "imdb"), (merged.Rating, merged.Provenance["rating"], merged.Provenance["ratings.imdb"]));
    }

    [Fact]
    public void JustWatch_has_the_last_word_where_it_has_spoken_and_elsewhere_the_newest()
    {
        var merged = Merge(
            Of("justwatch") with { Availability = [Offer("netflix", "US", 1)] },
            Of("tmdb") with { Availability = [Offer("netflix", "US", 9), Offer("netflix", "DE", 2), Offer("hulu", "US", 5)] },
            Of("watchmode") with { Availability = [Offer("netflix", "DE", 3), Offer("hulu", "US", null)] });
        Assert.Equal(
            ["justwatch netflix US", "tmdb hulu US", "watchmode netflix DE"],
            merged.Availability.Select(offer => $"{offer.Source} {offer.Platform} {offer.Region}"));
    }

    [Theory]
    [InlineData("https://image.tmdb.org/t/p/w500/a.jpg", "https://image.tmdb.org/t/p/original/a.jpg", 2)]
    [InlineData("https://image.tmdb.org/t/p/w500/a.jpg", "https://upload.wikimedia.org/x/220px-A.jpg", 1)]
    [InlineData("https://m.media-amazon.com/images/M/A._V1_SX300.jpg", "https://m.media-amazon.com/images/M/A._V1_UX1000_.jpg", 2)]
    [InlineData("https://i.ytimg.com/vi/x/hqdefault.jpg", "https://i.ytimg.com/vi/x/maxresdefault.jpg", 2)]
    [InlineData("https://is1-ssl.mzstatic.com/image/thumb/x/1200x1200bb.jpg", "https://images.justwatch.com/poster/1/s718/a.jpg", 1)]
    [InlineData("https://img.example/a.jpg", "https://img.example/a.jpg?width=300", 2)]
    [InlineData("https://img.example/a.jpg", "https://img.example/b.jpg", 1)]
    public void A_picture_is_the_widest_as_far_as_addresses_tell(string first, string second, int expected)
    {
        var merged = Merge(Of("gracenote") with { Images = new(first, first) }, Of("tmdb") with { Images = new(second, second) });
        var chosen = expected == 1 ? first : second;
        Assert.Equal(new ContentImages(chosen, chosen), merged.Images);
        Assert.Equal(expected == 1 ? "gracenote" : "tmdb", merged.Provenance["images.poster"]);
    }

    [Fact]
    public void What_is_stored_of_a_title_from_before_statements_were_kept_still_merges()
    {
        var old = new Content
        {
            ContentId = "imdb:tt0133093",
            Type = ContentType.Movie,
            Title = "The Matrix",
            RuntimeMinutes = 136,
            Overview = Long,
            Provenance = new Dictionary<string, string> { ["overview"] = "zeta", ["runtime_minutes"] = "zeta", ["title"] = "wikipedia" },
            Aliases = ["mg:one"],
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };

        var merged = ContentMerge.Apply(old, Of("zeta") with { Title = "Matrix", RuntimeMinutes = 137 }, gapsOnly: false, DateTimeOffset.UnixEpoch).Content;

        Assert.Equal(("The Matrix", 137, Long), (merged.Title, merged.RuntimeMinutes, merged.Overview));
        Assert.Equal(["wikipedia", "zeta"], merged.Origin!.Statements.Select(statement => statement.Source));
        Assert.Equal(["mg:one"], merged.Aliases);
        Assert.False(ContentMerge.Apply(merged, Of("zeta") with { Title = "Matrix" }, gapsOnly: false, DateTimeOffset.UnixEpoch).Changed);
    }

    private static Offer Offer(string platform, string region, int? day) => new()
    {
        Platform = platform,
        Region = region,
        Kind = OfferKind.Subscription,
        Source = "",
        AsOf = day is { } days ? DateTimeOffset.UnixEpoch.AddDays(days) : null,
    };

    private static SourceRecord Of(string source) => new() { Source = source, Title = "by " + source };

    private static Content Merge(params SourceRecord[] records) => Statements.Merge("imdb:tt0133093", records);
}
