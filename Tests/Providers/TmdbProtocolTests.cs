using System.Net.Http.Headers;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Tmdb;

namespace MediaGateway.Tests.Providers;

public sealed class TmdbProtocolTests
{
    private const string ShortKey = "0123456789abcdef0123456789abcdef";
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "matrix", Region = "DE" };
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "US" };
    private readonly ProtocolProbe _probe = new(new TmdbProtocol(), ShortKey);

    [Theory]
    [InlineData("tmdb:movie:603", "https://api.themoviedb.org/3/movie/603?append_to_response=credits%2Ckeywords%2Cexternal_ids%2Cvideos%2Cwatch%2Fproviders&language=en-US&api_key=" + ShortKey)]
    [InlineData("tmdb:tv:1399", "https://api.themoviedb.org/3/tv/1399?append_to_response=credits%2Ckeywords%2Cexternal_ids%2Cvideos%2Cwatch%2Fproviders&language=en-US&api_key=" + ShortKey)]
    [InlineData("imdb:tt0133093", "https://api.themoviedb.org/3/find/tt0133093?external_source=imdb_id&language=en-US&api_key=" + ShortKey)]
    public async Task Details_are_asked_for_by_number_or_found_by_an_IMDb_id(string id, string address) =>
        Assert.Equal(address, await _probe.AddressForAsync(Details(id)));

    [Fact]
    public async Task A_search_escapes_what_people_type() => Assert.Equal(
        "https://api.themoviedb.org/3/search/multi?query=a%26b%3D%2F..%3F%20%C3%A9&include_adult=false&language=en-US&api_key=" + ShortKey,
        await _probe.AddressForAsync(Search with { Text = "a&b=/..? é" }));

    [Fact]
    public async Task Offers_and_health_have_addresses_of_their_own()
    {
        Assert.Equal("https://api.themoviedb.org/3/tv/1399/watch/providers?api_key=" + ShortKey, await _probe.AddressForAsync(Availability("tmdb:tv:1399")));
        Assert.Equal("https://api.themoviedb.org/3/configuration?api_key=" + ShortKey, await _probe.AddressForAsync(Health));
    }

    [Fact]
    public async Task A_read_token_travels_as_a_bearer_and_never_in_the_address()
    {
        var probe = new ProtocolProbe(new TmdbProtocol(), "eyJhbGciOiJIUzI1NiJ9.e30.x");
        Assert.DoesNotContain("eyJ", await probe.AddressForAsync(Search));
        Assert.Equal(new AuthenticationHeaderValue("Bearer", "eyJhbGciOiJIUzI1NiJ9.e30.x"), probe.SentHeaders.Authorization);
    }

    [Theory]
    [InlineData("mg:00000000-0000-0000-0000-000000000001")]
    [InlineData("netflix:80057281")]
    [InlineData("imdb:tt4574334:s01e01")]
    [InlineData("tmdb:movie:1?api_key=x")]
    [InlineData(null)]
    public void Titles_that_it_has_no_id_of_are_not_asked_about(string? id)
    {
        Assert.False(new TmdbProtocol().CanAnswer(Details(id)));
        Assert.False(new TmdbProtocol().CanAnswer(Availability(id)));
    }

    [Fact]
    public void It_has_no_catalogue_of_a_platform_and_offers_only_by_its_own_number()
    {
        var protocol = new TmdbProtocol();
        Assert.False(protocol.CanAnswer(Search with { Text = null }));
        Assert.False(protocol.CanAnswer(Search with { Platform = "netflix" }));
        Assert.False(protocol.CanAnswer(Search with { Operation = SourceOperation.Catalogue, Platform = "netflix" }));
        Assert.False(protocol.CanAnswer(Search with { Operation = SourceOperation.Expiring }));
        Assert.False(protocol.CanAnswer(Availability("imdb:tt0133093")));
    }

    [Fact]
    public async Task A_search_gives_films_and_series_but_no_people_collections_or_adult_titles()
    {
        var reply = await _probe.AskAsync(Search, """
            {"page":1,"results":[
              {"media_type":"collection","id":2344,"title":"A Collection","name":"A Collection"},
              {"media_type":"movie","id":603,"title":"A Film","original_title":"Ein Film","release_date":"1999-03-31","overview":"Words.","genre_ids":[28,878,4711],
               "poster_path":"/p.jpg","backdrop_path":"/b.jpg","vote_average":8.2,"vote_count":100,"adult":false},
              {"media_type":"person","id":6384,"name":"A Person","known_for":[]},
              {"media_type":"tv","id":1399,"name":"A Series","original_name":"A Series","first_air_date":"2011-04-17","genre_ids":[10765],"vote_average":0,"vote_count":0},
              {"media_type":"movie","id":9,"title":"For Adults","adult":true},
              {"media_type":"movie","id":10,"title":" "}]}
            """);

        Assert.Equal(["A Film", "A Series"], reply.Titles.Select(title => title.Title));
        var film = reply.Titles[0];
        Assert.Equal((ContentType.Movie, 1999, new DateOnly(1999, 3, 31)), (film.Type!.Value, film.Year!.Value, film.ReleaseDate!.Value));
        Assert.Equal(("tmdb", "Ein Film", "Words.", 4.1m), (film.Source, film.OriginalTitle, film.Overview, film.Rating));
        Assert.Equal(["Action", "Science Fiction"], film.Genres);
        Assert.Equal(new ContentImages("https://image.tmdb.org/t/p/w500/p.jpg", "https://image.tmdb.org/t/p/w1280/b.jpg"), film.Images);
        Assert.Equal([new SourceRating("tmdb", 8.2m, 10, 100)], film.Ratings);
        Assert.Equal("movie:603", film.ExternalIds["tmdb"]);
        var series = reply.Titles[1];
        Assert.Equal((ContentType.Series, "tv:1399"), (series.Type!.Value, series.ExternalIds["tmdb"]));
        Assert.Null(series.Rating);
        Assert.Empty(series.Ratings);
        Assert.Null(series.OriginalTitle);
    }

    [Fact]
    public async Task Details_bring_what_was_appended()
    {
        var film = Assert.Single((await _probe.AskAsync(Details("tmdb:movie:603"), """
            {"id":603,"imdb_id":"tt0133093","title":"A Film","release_date":"1999-03-31","runtime":136,"genres":[{"id":28,"name":"Action"}],
             "keywords":{"keywords":[{"id":1,"name":"simulation"}]},"external_ids":{"imdb_id":"tt0133093","facebook_id":null},
             "credits":{"cast":[{"name":"Second","order":1},{"name":"First","order":0}],"crew":[{"job":"Editor","name":"Nobody"},{"job":"Director","name":"One"},{"job":"Director","name":"Other"}]},
             "videos":{"results":[{"site":"Vimeo","type":"Trailer","key":"1"},{"site":"YouTube","type":"Teaser","key":"2"},{"site":"YouTube","type":"Trailer","key":"m8e-FF8MsqU"}]},
             "watch/providers":{"results":{"DE":{"link":"https://www.themoviedb.org/x","flatrate":[{"provider_name":"Netflix","provider_id":8}]}}}}
            """)).Titles);

        Assert.Equal(("tt0133093", 136), (film.ExternalIds["imdb"], film.RuntimeMinutes!.Value));
        Assert.Equal(["Action"], film.Genres);
        Assert.Equal(["simulation"], film.Keywords);
        Assert.Equal(["First", "Second"], film.Cast);
        Assert.Equal(["One", "Other"], film.Directors);
        Assert.Equal(["https://www.youtube.com/watch?v=m8e-FF8MsqU"], film.Trailers);
        Assert.Equal([new Offer { Platform = "netflix", Region = "DE", Kind = OfferKind.Subscription, Source = "tmdb", AsOf = ProtocolProbe.At }], film.Availability);
    }

    [Fact]
    public async Task A_series_has_seasons_episode_lengths_creators_and_its_keywords_under_another_name()
    {
        var series = Assert.Single((await _probe.AskAsync(Details("tmdb:tv:1399"), """
            {"id":1399,"name":"A Series","original_name":"Eine Serie","first_air_date":"2011-04-17","episode_run_time":[0,45,47],"number_of_seasons":8,
             "created_by":[{"name":"Creator"}],"keywords":{"results":[{"name":"dragon"}]},"external_ids":{"imdb_id":"tt0944947","tvdb_id":121361}}
            """)).Titles);

        Assert.Equal((ContentType.Series, 45, 8), (series.Type!.Value, series.RuntimeMinutes!.Value, series.Seasons!.Value));
        Assert.Equal(("tt0944947", "tv:1399", "Eine Serie"), (series.ExternalIds["imdb"], series.ExternalIds["tmdb"], series.OriginalTitle));
        Assert.Equal(["Creator"], series.Directors);
        Assert.Equal(["dragon"], series.Keywords);
    }

    [Fact]
    public async Task What_is_found_by_an_IMDb_id_carries_it()
    {
        var found = await _probe.AskAsync(Details("imdb:tt0903747"), """
            {"movie_results":[],"person_results":[{"id":1,"name":"P"}],"tv_results":[{"id":1396,"name":"A Series","first_air_date":"2008-01-20"}],"tv_episode_results":[]}
            """);
        var series = Assert.Single(found.Titles);
        Assert.Equal(ContentType.Series, series.Type);
        Assert.Equal(("tt0903747", "tv:1396"), (series.ExternalIds["imdb"], series.ExternalIds["tmdb"]));

        var nothing = await _probe.AskAsync(Details("imdb:tt0903747"), """{"movie_results":[],"tv_results":[]}""");
        Assert.Equal(SourceOutcome.Answered, nothing.Outcome);
        Assert.Empty(nothing.Titles);
    }

    [Fact]
    public async Task Each_kind_of_offer_is_told_apart_and_countries_with_a_link_only_have_none()
    {
        var reply = await _probe.AskAsync(Availability("tmdb:movie:603"), """
            {"id":603,"results":{
              "DE":{"link":"x","flatrate":[{"provider_name":"Disney Plus"}],"rent":[{"provider_name":"Apple TV Store"}],"buy":[{"provider_name":"Amazon Video"}]},
              "US":{"link":"x","free":[{"provider_name":"Plex"}],"ads":[{"provider_name":"Tubi TV"}],"flatrate":[{"provider_name":"Amazon Prime Video"},{"provider_name":"Amazon Prime Video with Ads"},{"provider_name":"Nobody Knows TV"}]},
              "FR":{"link":"x"},"1":{"flatrate":[{"provider_name":"Netflix"}]}}}
            """);

        Assert.Empty(reply.Titles);
        Assert.Equal(
            ["DE disney_plus Subscription", "DE apple_tv Rent", "DE prime_video Buy", "US prime_video Subscription", "US plex Free", "US tubi Ads"],
            reply.Offers.Select(offer => $"{offer.Region} {offer.Platform} {offer.Kind}"));
        Assert.Equal(1, reply.Unmapped["$.results.*.flatrate[].provider_name"]);
    }

    [Theory]
    [InlineData("""{"id":603,"title":"T","release_date":"","homepage":"","runtime":0,"imdb_id":"","vote_count":0,"poster_path":null}""", "")]
    [InlineData("""{"id":"603","title":"T","vote_count":"12","vote_average":"7.5","brand_new":{"x":[1]}}""", "")]
    [InlineData("""{"id":603,"title":"T","release_date":"soon","runtime":[],"genres":"Drama","credits":7}""", "$.credits,$.genres,$.release_date,$.runtime")]
    [InlineData("""{"id":603,"title":"T","videos":{"results":[{"site":"YouTube","type":"Trailer","key":{}}]},"watch/providers":{"results":[]}}""", "$.watch/providers.results")]
    public async Task What_is_blank_missing_or_of_another_kind_breaks_nothing_and_is_noted(string body, string noted)
    {
        var reply = await _probe.AskAsync(Details("tmdb:movie:603"), body);
        var title = Assert.Single(reply.Titles);
        Assert.Equal("movie:603", title.ExternalIds["tmdb"]);
        Assert.Null(title.ReleaseDate);
        Assert.Null(title.RuntimeMinutes);
        Assert.Equal(noted, string.Join(',', reply.Unmapped.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Health_is_any_answer() => Assert.Equal(SourceOutcome.Answered, (await _probe.AskAsync(Health, """{"images":{}}""")).Outcome);

    private static SourceQuery Details(string? id) => new() { Operation = SourceOperation.Details, ContentId = id, Region = "DE" };

    private static SourceQuery Availability(string? id) => new() { Operation = SourceOperation.Availability, ContentId = id, Region = "DE" };
}
