using System.Net;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Tmdb;
using MediaGateway.Tests.Providers;

namespace MediaGateway.Tests.Outside.Providers;

/// <summary>What TMDb has answered to others, and its official contract.</summary>
[Trait("Category", "Outside")]
public sealed class TmdbRecordingsTests
{
    private const string Folder = "fixtures/tmdb";
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "star wars", Region = "US" };
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "US" };
    private readonly ProtocolProbe _probe = new(new TmdbProtocol(), "0123456789abcdef0123456789abcdef");

    [OutsideFact]
    public async Task Lists_give_their_films_and_series()
    {
        await Gives("ceg_search_multi.json", "Movie movie:11 Star Wars (1977)", "Series tv:83867 Star Wars: Andor (2022)");
        await Gives("adamayoung_trending-all.json", "Movie movie:1368166 The Housemaid (2025)", "Series tv:106379 Fallout (2024)");
        await Gives("adamayoung_media-pageable-list.json", "Movie movie:437342 The First Omen (2024)", "Series tv:11366 Big Brother (2000)");
        await Gives("ceg_search_tv.json", "Series tv:1396 Breaking Bad (2008)");
        Assert.Equal(20, (await AskAsync(Search, "ceg_discover_movies.json")).Titles.Count);

        async Task Gives(string file, params string[] titles)
        {
            var reply = await AskAsync(Search, file);
            Assert.Equal(titles, reply.Titles.Select(title => $"{title.Type} {title.ExternalIds["tmdb"]} {title.Title} ({title.Year})"));
            Assert.All(reply.Titles, title => Assert.NotNull(title.Images.Poster));
            Assert.Empty(reply.Unmapped);
        }
    }

    [OutsideFact]
    public async Task Titles_are_found_by_IMDb_ids()
    {
        var film = Assert.Single((await AskAsync(Details("imdb:tt0499549"), "ceg_find_movie_results.json")).Titles);
        Assert.Equal(("Avatar", "movie:19995", "tt0499549"), (film.Title, film.ExternalIds["tmdb"], film.ExternalIds["imdb"]));
        var series = Assert.Single((await AskAsync(Details("imdb:tt0903747"), "ceg_find_tv_results.json")).Titles);
        Assert.Equal(("Breaking Bad", "tv:1396", "tt0903747"), (series.Title, series.ExternalIds["tmdb"], series.ExternalIds["imdb"]));
    }

    [OutsideFact]
    public async Task Details_of_films_are_whole()
    {
        await Is("movie:9443", "adamayoung_movie-blank-homepage-release-date.json", "Chariots of Fire", null, "tt0082158", 124, "Drama|History");
        await Is("movie:550", "adamayoung_movie-details-append-response.json", "Fight Club", 1999, "tt0137523", 139, "Drama");
        await Is("movie:12313", "ceg_movies_details_with_append_to_response.json", "Rock Crystal", 2004, "tt0409732", 92, "Adventure|Drama");
        await Is("movie:87421", "phptmdb_movie_all.json", "Riddick", 2013, "tt1411250", 119, "Action|Science Fiction|Thriller");

        var whole = Assert.Single((await AskAsync(Details("tmdb:movie:550"), "adamayoung_movie-details-append-response.json")).Titles);
        Assert.Equal(["David Fincher"], whole.Directors);
        Assert.Equal(["dual identity", "based on novel or book"], whole.Keywords);
        Assert.Equal(["https://www.youtube.com/watch?v=SUXWAEX2jlg"], whole.Trailers);
        Assert.Contains(whole.Availability, offer => offer is { Platform: "netflix", Region: "US", Kind: OfferKind.Subscription });
    }

    [OutsideFact]
    public async Task Details_of_series_are_whole()
    {
        await Is("tv:114472", "adamayoung_tv-series-blank-homepage-first-air-date.json", "Secret Invasion", null, null, null, "Drama|Sci-Fi & Fantasy|Action & Adventure");
        await Is("tv:1399", "adamayoung_tv-series-details-append-response.json", "Game of Thrones", 2011, "tt0944947", 60, "Sci-Fi & Fantasy|Drama");
        await Is("tv:1399", "ceg_tv_series_details.json", "Game of Thrones", 2011, null, 60, "Sci-Fi & Fantasy|Drama|Action & Adventure");
        await Is("tv:1396", "phptmdb_tv_all.json", "Breaking Bad", 2008, "tt0903747", 45, "Drama");
    }

    [OutsideFact]
    public async Task Offers_of_95_regions_are_told_apart()
    {
        var reply = await AskAsync(Availability("tmdb:movie:550"), "ceg_movies_watch_providers_95regions.json");
        Assert.Contains(reply.Offers, offer => offer is { Platform: "prime_video", Region: "AE", Kind: OfferKind.Subscription });
        Assert.Contains(reply.Offers, offer => offer is { Platform: "google_play", Region: "AE", Kind: OfferKind.Buy });
        Assert.Equal(reply.Offers.Count, reply.Offers.Distinct().Count());
        Assert.True(reply.Offers.Select(offer => offer.Region).Distinct().Count() > 90);
        Assert.All(reply.Unmapped.Keys, path => Assert.EndsWith("provider_name", path));

        var stub = await AskAsync(Availability("tmdb:tv:45016"), "ceg_tv_series_watch_providers.json");
        Assert.Equal(5, stub.Offers.Count(offer => offer is { Platform: "plex", Region: "CA" }));
        Assert.Equal(4, stub.Offers.Count(offer => offer.Region is "US"));
        Assert.Empty((await AskAsync(Availability("tmdb:movie:550"), "ceg_watch_providers_empty_watch_providers.json")).Offers);
    }

    [OutsideFact]
    public async Task Failures_and_health_are_what_they_say()
    {
        Assert.Equal(SourceOutcome.Refused, (await AskAsync(Search, "adamayoung_error-status-400.json", 400)).Outcome);
        Assert.Equal(SourceOutcome.Unauthorized, (await AskAsync(Search, "adamayoung_error-status-401.json", 401)).Outcome);
        Assert.Equal(SourceOutcome.Refused, (await AskAsync(Search, "adamayoung_error-status-422.json", 422)).Outcome);
        Assert.Equal(SourceOutcome.Unauthorized, (await AskAsync(Health, "ceg_authentication_validate_key_unsuccessful.json", 401)).Outcome);
        Assert.Equal(SourceOutcome.Answered, (await AskAsync(Health, "ceg_configuration_details.json")).Outcome);
        Assert.Equal(SourceOutcome.Answered, (await AskAsync(Health, "phptmdb_configuration_get.json")).Outcome);
    }

    [OutsideFact]
    public async Task No_recording_breaks_any_question()
    {
        foreach (var file in Directory.EnumerateFiles(OutsideFiles.PathOf(Folder), "*.json"))
        {
            foreach (var query in new[] { Search, Details("tmdb:movie:1"), Details("tmdb:tv:1"), Details("imdb:tt0133093"), Availability("tmdb:tv:1"), Health })
            {
                var reply = await AskAsync(query, Path.GetFileName(file));
                Assert.NotEqual(SourceOutcome.Malformed, reply.Outcome);
            }
        }
    }

    [OutsideFact]
    public async Task Each_request_is_one_of_the_official_contract_whose_examples_are_understood()
    {
        var contract = OfficialContract.OpenGzip("contracts/tmdb/tmdb-api.json.gz");
        foreach (var query in new[] { Search, Details("tmdb:movie:1"), Details("tmdb:tv:1"), Details("imdb:tt0133093"), Availability("tmdb:tv:1"), Availability("tmdb:movie:1"), Health })
        {
            contract.AssertHas(new Uri(await _probe.AddressForAsync(query)), "api_key");
        }

        await Understands("/3/search/multi", Search);
        await Understands("/3/movie/{movie_id}", Details("tmdb:movie:11"));
        await Understands("/3/tv/{series_id}", Details("tmdb:tv:1399"));
        await Understands("/3/find/{external_id}", Details("imdb:tt17663992"));
        await Understands("/3/movie/{movie_id}/watch/providers", Availability("tmdb:movie:550"));
        await Understands("/3/tv/{series_id}/watch/providers", Availability("tmdb:tv:1399"));

        async Task Understands(string path, SourceQuery query)
        {
            foreach (var example in contract.ExamplesOf(path))
            {
                var reply = await _probe.AskAsync(query, example.GetRawText());
                Assert.True(reply.Titles.Count + reply.Offers.Count > 0, path);
                Assert.All(reply.Unmapped.Keys, noted => Assert.EndsWith("provider_name", noted));
            }
        }
    }

    private async Task Is(string id, string file, string title, int? year, string? imdb, int? minutes, string genres)
    {
        var reply = await AskAsync(Details($"tmdb:{id}"), file);
        var mapped = Assert.Single(reply.Titles);
        Assert.Equal((title, year, minutes), (mapped.Title, mapped.Year, mapped.RuntimeMinutes));
        Assert.Equal((id, imdb), (mapped.ExternalIds["tmdb"], mapped.ExternalIds.GetValueOrDefault("imdb")));
        Assert.Equal(genres, string.Join('|', mapped.Genres));
        Assert.All(reply.Unmapped.Keys, path => Assert.EndsWith("provider_name", path));
    }

    private Task<SourceReply> AskAsync(SourceQuery query, string file, int status = 200) =>
        _probe.AskAsync(query, File.ReadAllBytes(OutsideFiles.PathOf($"{Folder}/{file}")), (HttpStatusCode)status);

    private static SourceQuery Details(string id) => new() { Operation = SourceOperation.Details, ContentId = id, Region = "US" };

    private static SourceQuery Availability(string id) => new() { Operation = SourceOperation.Availability, ContentId = id, Region = "US" };
}
