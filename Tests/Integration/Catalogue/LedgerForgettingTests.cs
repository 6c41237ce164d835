using System.Globalization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Storage.Catalogue;
using MediaGateway.Storage.Connections;
using MediaGateway.Tests.Integration.Storage;
using Npgsql;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Integration.Catalogue;

/// <summary>Facts that their source allows to be kept for some time only.</summary>
public sealed class LedgerForgettingTests : IAsyncLifetime
{
    private static readonly Offer Tmdb = Netflix(source: "tmdb");
    private static readonly DateTimeOffset Over = Noon.AddDays(180).AddSeconds(1);

    private StorageHost _host = null!;

    private IAvailabilityLedger Ledger => _host.Get<IAvailabilityLedger>();

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_was_overtaken_goes_when_its_time_is_over_and_not_before()
    {
        await WriteAsync("a", There(Tmdb with { DeepLink = "https://a.example/1" }, 0), There(Tmdb with { DeepLink = "https://a.example/2" }, 100));
        Assert.Equal(0, await ForgetAsync(Noon.AddDays(180)));
        Assert.Equal(1, await ForgetAsync(Over));
        Assert.Equal("https://a.example/2", Assert.Single(await ReadAsync("a")).Offer.DeepLink);
        Assert.Equal(0, await ForgetAsync(Over));
    }

    [Fact]
    public async Task What_is_there_stays_however_long_ago_it_came()
    {
        await WriteAsync("a", There(Tmdb, 0));
        Assert.Equal(0, await ForgetAsync(Noon.AddYears(3)));
        Assert.Single(await ReadAsync("a"));
    }

    [Fact]
    public async Task What_is_gone_goes_whole_in_its_time()
    {
        await WriteAsync("a", There(Tmdb, 0), There(Tmdb, 10) with { IsThere = false });
        Assert.Equal(1, await ForgetAsync(Over));
        Assert.False(Assert.Single(await ReadAsync("a")).IsThere);
        Assert.Equal(1, await ForgetAsync(Over.AddDays(10)));
        Assert.Empty(await ReadAsync("a"));
    }

    [Fact]
    public async Task What_is_gone_is_not_there_again_where_the_clock_has_jumped()
    {
        await WriteAsync("a", There(Tmdb, 50), There(Tmdb, 0) with { IsThere = false });
        Assert.Equal(0, await ForgetAsync(Over));
        Assert.Empty(AvailabilityHistory.Standing(await ReadAsync("a")));
        Assert.Equal(2, await ForgetAsync(Over.AddDays(50)));
    }

    [Fact]
    public async Task Sources_without_a_limit_keep_their_past_and_each_other_one_its_own_time()
    {
        await WriteAsync("a", [.. new[] { "justwatch", "tmdb", "youtube", "my-list" }.SelectMany(source =>
            new[] { There(Netflix(source: source), 0), There(Netflix(source: source) with { DeepLink = "https://a.example/2" }, 1) })]);
        Assert.Equal(1, await ForgetAsync(Noon.AddDays(31)));
        Assert.Equal(["justwatch", "justwatch", "tmdb", "tmdb", "youtube", "my-list", "my-list"], (await ReadAsync("a")).Select(fact => fact.Offer.Source));
    }

    [Fact]
    public async Task Offers_that_differ_overtake_each_other_not()
    {
        AvailabilityFact[] facts =
        [
            There(Tmdb, 0), There(Tmdb with { Season = 1 }, 0), There(Tmdb with { Quality = "4k" }, 0), There(Tmdb, 0) with { Variant = 1 },
            There(Tmdb with { Region = "DE" }, 0), There(Tmdb with { Platform = "hulu" }, 0), There(Tmdb with { Kind = OfferKind.Buy }, 0),
        ];
        await WriteAsync("a", facts);
        await WriteAsync("b", There(Tmdb, 0));
        Assert.Equal(0, await ForgetAsync(Over));
        Assert.Equal(facts.Length, (await ReadAsync("a")).Count);
    }

    [Fact]
    public async Task Many_go_in_batches_and_none_is_passed_over()
    {
        for (var title = 0; title < 5; title++)
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"t{title}"), [.. Enumerable.Range(0, 9).Select(price => There(Tmdb with { Price = price }, 0))]);
        var (batches, deleted) = (0, 0);
        for (long? next = 0; next is { } after; batches++)
        {
            var page = await Ledger.ForgetAsync(Over, after, 10, default);
            Assert.InRange(page.Deleted, 0, 10);
            (deleted, next) = (deleted + page.Deleted, page.Next);
        }

        Assert.Equal((5, 40), (batches, deleted));
        Assert.Equal(8m, Assert.Single(await ReadAsync("t4")).Offer.Price);
    }

    [Fact]
    public async Task Every_source_with_a_limit_is_in_the_index_that_finds_its_facts()
    {
        var index = await _host.Get<Database>().UseAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("select pg_get_indexdef('availability_facts_limited'::regclass)", connection);
                return (string)(await command.ExecuteScalarAsync(token))!;
            },
            CancellationToken.None);
        Assert.All(ForgettingStatements.Limited, source => Assert.Contains($"'{source.Id}'", index));
    }

    private static AvailabilityFact There(Offer offer, int day) =>
        new() { ContentId = "", Offer = offer, SeenAt = Noon.AddDays(day), Confidence = SourceConfidence.Of(offer), IsThere = true };

    private async Task WriteAsync(string id, params AvailabilityFact[] facts) => Assert.True(await _host.Get<ICatalogueStore>().WriteAsync(
        [new(id, 0, [], ContentDocument.Write(new Content { ContentId = id, Title = id, Type = ContentType.Movie, UpdatedAt = Noon })) { Facts = [.. facts.Select(fact => fact with { ContentId = id })] }], default));

    private async Task<long> ForgetAsync(DateTimeOffset now) => (await Ledger.ForgetAsync(now, 0, 1_000, default)).Deleted;

    private async Task<List<AvailabilityFact>> ReadAsync(string contentId)
    {
        var facts = new List<AvailabilityFact>();
        await foreach (var fact in Ledger.ReadAsync(contentId, Noon.AddYears(5), null, default)) facts.Add(fact);
        return facts;
    }
}
