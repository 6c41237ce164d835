using System.Globalization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Storage.Catalogue;
using MediaGateway.Storage.Connections;
using MediaGateway.Tests.Integration.Storage;
using Npgsql;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Integration.Catalogue;

public sealed class AvailabilityLedgerTests : IAsyncLifetime
{
    private StorageHost _host = null!;
    private string _database = null!;

    private ICatalogueStore Store => _host.Get<ICatalogueStore>();

    private IAvailabilityLedger Ledger => _host.Get<IAvailabilityLedger>();

    public async Task InitializeAsync() => _host = await StorageHost.StartOnAsync(_database = await TestServer.CreateDatabaseAsync());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_fact_comes_back_as_it_was_written()
    {
        var offer = new Offer
        {
            Platform = "netflix", Region = "US", Kind = OfferKind.Rent, Season = 2, Quality = "4k", Price = 3.99m, Currency = "USD", Source = "tmdb",
            AvailableFrom = Noon.AddDays(-3), LeavesAt = Noon.AddMicroseconds(7), DeepLink = "https://example.org/é", AsOf = new DateTimeOffset(2026, 5, 1, 1, 0, 0, TimeSpan.FromHours(2)),
        };
        var bare = new Offer { Platform = "hulu", Region = "DE", Kind = OfferKind.Ads, Source = "my-list" };
        AvailabilityFact[] facts =
        [
            new() { ContentId = "a", Offer = offer, Variant = 3, SeenAt = Noon, Confidence = 0.85, IsThere = true },
            new() { ContentId = "a", Offer = bare, SeenAt = Noon, Confidence = 0.5, IsThere = false },
        ];
        await WriteAsync(Title("a", 0) with { Facts = facts });
        Assert.Equal(facts, await ReadAsync("a"));
    }

    [Fact]
    public async Task A_write_that_comes_too_late_leaves_no_fact()
    {
        await WriteAsync(Title("a", 0));
        Assert.False(await Store.WriteAsync([Title("a", 7) with { Facts = There("a", Netflix()) }, Title("b", 0) with { Facts = There("b", Netflix()) }], default));
        Assert.Empty(await ReadAsync("a"));
        Assert.Empty(await ReadAsync("b"));
    }

    [Fact]
    public async Task A_write_without_facts_has_no_statement_for_them()
    {
        await using var connection = new NpgsqlConnection();
        Assert.Equal(1, CatalogueStatements.Apply(connection, [Title("a", 0), Title("b", 0)], 0).BatchCommands.Count);
        Assert.Equal(2, CatalogueStatements.Apply(connection, [Title("a", 0), Title("b", 0) with { Facts = There("b", Netflix()) }], 0).BatchCommands.Count);
    }

    [Fact]
    public async Task The_facts_of_a_title_that_was_taken_in_are_found_under_the_other_and_its_own_again_when_it_is_one_again()
    {
        await WriteAsync(Title("old", 0) with { Facts = There("old", Netflix()) }, Title("middle", 0), Title("new", 0));
        await WriteAsync(Title("middle", 2) with { Absorbs = [new AbsorbedRow("old", 1)] });
        await WriteAsync(Title("new", 3) with { Absorbs = [new AbsorbedRow("middle", 4)], Facts = There("new", Netflix(3.99m)) });
        Assert.Equal(["old", "new"], (await ReadAsync("new")).Select(fact => fact.ContentId));

        await WriteAsync(Title("old", 0));
        Assert.Equal("new", Assert.Single(await ReadAsync("new")).ContentId);
        Assert.Equal("old", Assert.Single(await ReadAsync("old")).ContentId);
    }

    [Fact]
    public async Task What_was_written_is_followed_from_any_place_on_and_what_was_before_is_found()
    {
        await WriteAsync(Title("a", 0) with { Facts = There("a", Netflix()) }, Title("b", 0) with { Facts = There("b", Netflix(1m)) });
        await WriteAsync(Title("a", 1) with { Facts = There("a", Noon.AddDays(1), Netflix(2m)) });
        var all = await Ledger.ReadAfterAsync(0, 10, default);
        Assert.Equal(["a", "b", "a"], all.Select(entry => entry.Fact.ContentId));
        Assert.Equal(all.Skip(1).Take(1), await Ledger.ReadAfterAsync(all[0].Number, 1, default));
        Assert.Empty(await Ledger.ReadAfterAsync(all[2].Number, 10, default));
        var before = new List<AvailabilityFact>();
        await foreach (var fact in Ledger.ReadBeforeAsync("a", all[2].Number, default)) before.Add(fact);
        Assert.Equal([all[0].Fact], before);
    }

    [Fact]
    public async Task Who_follows_passes_over_nothing_that_is_still_to_be_committed()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var slow = await source.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var reserve = CatalogueStatements.Reserve(slow, 1)) await reserve.ExecuteNonQueryAsync();
        await using (var apply = CatalogueStatements.Apply(slow, [Title("a", 0) with { Facts = There("a", Netflix()) }], 0)) await apply.ExecuteNonQueryAsync();

        // A second writer, of another silo: its facts would have greater numbers.
        var second = WriteAsync(Title("b", 0) with { Facts = There("b", Netflix()) });
        await UntilSomebodyWaitsAsync(source);
        Assert.Empty(await Ledger.ReadAfterAsync(0, 10, default));
        Assert.False(second.IsCompleted);

        await transaction.CommitAsync();
        await second;
        Assert.Equal(["a", "b"], (await Ledger.ReadAfterAsync(0, 10, default)).Select(entry => entry.Fact.ContentId));
    }

    [Fact]
    public async Task Only_what_bears_on_a_time_and_a_region_is_read()
    {
        var seen = There("a", Netflix(region: "US"), Netflix(region: "DE"));
        var later = There("a", Noon.AddDays(9), Netflix(1m), Netflix(2m) with { AvailableFrom = Noon }, Netflix(3m) with { AsOf = Noon });
        await WriteAsync(Title("a", 0) with { Facts = [.. seen, .. later] });
        Assert.Equal([null, null, 2m, 3m], (await ReadAsync("a", Noon.AddDays(1))).Select(fact => fact.Offer.Price));
        Assert.Equal("DE", Assert.Single(await ReadAsync("a", Noon.AddDays(1), "DE")).Offer.Region);
        Assert.Empty(await ReadAsync("a", Noon));
        Assert.Empty(await ReadAsync("nul\0"));
    }

    [Fact]
    public async Task More_facts_than_a_page_are_read_in_the_order_in_which_they_were_written()
    {
        Offer[] offers = [.. Enumerable.Range(0, 4_500).Select(price => Netflix(price))];
        await WriteAsync(Title("a", 0) with { Facts = There("a", offers) });
        Assert.Equal(offers.Select(offer => offer.Price), (await ReadAsync("a")).Select(fact => fact.Offer.Price));
    }

    [Fact]
    public async Task What_leaves_a_region_comes_the_soonest_first_and_page_by_page()
    {
        await WriteAsync([.. Enumerable.Range(0, 25).Select(number =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"t{number:00}");
            return Title(id, 0) with { Facts = There(id, Netflix(leavesAt: Noon.AddDays(1 + (number % 5))), Netflix(region: "DE", leavesAt: Noon.AddDays(1))) };
        })]);

        var (pages, next) = (new List<LeavingPage>(), (LeavingPosition?)null);
        do
        {
            pages.Add(await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(4), 6, next), default));
            next = pages[^1].HasMore ? pages[^1].Offers[^1].Position : null;
        }
        while (next is not null);

        var all = pages.SelectMany(page => page.Offers).ToList();
        Assert.All(pages, page => Assert.Equal(20, page.Total));
        Assert.Equal(all.OrderBy(offer => offer.Position.LeavesAt).ThenBy(offer => offer.Position.ContentId, StringComparer.Ordinal).Select(offer => offer.Position), all.Select(offer => offer.Position));
        Assert.Equal((4, 20, "t00"), (pages.Count, all.Distinct().Count(), ContentDocument.Read(all[0].Document.Span).Title));
        var beyond = await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(4), 6, all[^1].Position), default);
        Assert.Equal((0, 20, false), (beyond.Offers.Count, beyond.Total, beyond.HasMore));
    }

    [Fact]
    public async Task What_is_gone_or_stays_longer_or_was_taken_in_does_not_leave()
    {
        Offer leaving = Netflix(leavesAt: Noon.AddDays(3)), longer = Netflix(leavesAt: Noon.AddDays(300));
        await WriteAsync(
            Title("gone", 0) with { Facts = [.. There("gone", leaving), .. AvailabilityFacts.Between("gone", [leaving], [], Noon)] },
            Title("longer", 0) with { Facts = [.. There("longer", leaving), .. AvailabilityFacts.Between("longer", [leaving], [longer], Noon)] },
            Title("back", 0) with { Facts = [.. There("back", longer), .. AvailabilityFacts.Between("back", [longer], [leaving], Noon)] },
            Title("taken", 0) with { Facts = There("taken", leaving) });
        await WriteAsync(Title("by", 0) with { Absorbs = [new AbsorbedRow("taken", 4)], Facts = AvailabilityFacts.Between("taken", [leaving], [], Noon) });
        Assert.Equal(["back"], await LeavingAsync());
    }

    [Fact]
    public async Task Of_several_sources_the_one_that_can_be_relied_on_most_says_when_a_title_leaves()
    {
        await WriteAsync(Title("a", 0) with { Facts = There("a", Netflix(leavesAt: Noon.AddDays(1), source: "my-list"), Netflix(leavesAt: Noon.AddDays(2)), Netflix(leavesAt: Noon.AddDays(3), quality: "hd", source: "tmdb")) });
        var leaving = Assert.Single((await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(30), 10, null), default)).Offers);
        Assert.Equal(new LeavingPosition(Noon.AddDays(2), "a", "netflix", OfferKind.Subscription, null), leaving.Position);
    }

    [Fact]
    public async Task Seasons_and_terms_leave_one_by_one()
    {
        var at = Noon.AddDays(1);
        await WriteAsync(Title("a", 0) with { Facts = There("a", Netflix(leavesAt: at), Netflix(leavesAt: at, season: 0), Netflix(leavesAt: at, season: 2), Netflix(1m, at)) });
        var page = await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, at, 10, null), default);
        Assert.Equal([(OfferKind.Rent, null), (OfferKind.Subscription, null), (OfferKind.Subscription, 0), (OfferKind.Subscription, (int?)2)], page.Offers.Select(offer => (offer.Position.Kind, offer.Position.Season)));
    }

    [Theory]
    [InlineData("update availability_facts set region = 'DE'")]
    [InlineData("delete from availability_facts")]
    [InlineData("truncate availability_facts")]
    public async Task Nobody_changes_what_was_written(string statement)
    {
        await WriteAsync(Title("a", 0) with { Facts = There("a", Netflix()) });
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(statement));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        Assert.Single(await ReadAsync("a"));
    }

    [Fact]
    public async Task Text_that_cannot_be_stored_is_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync([Title("a", 0) with { Facts = There("a", Netflix(quality: "\ud800")) }], default));

    private static AvailabilityFact[] There(string contentId, params IReadOnlyList<Offer> offers) => There(contentId, Noon, offers);

    private static AvailabilityFact[] There(string contentId, DateTimeOffset at, params IReadOnlyList<Offer> offers) =>
        [.. offers.Select(offer => new AvailabilityFact { ContentId = contentId, Offer = offer, SeenAt = at, Confidence = SourceConfidence.Of(offer), IsThere = true })];

    private static CatalogueWrite Title(string id, long expected) =>
        new(id, expected, [], ContentDocument.Write(new Content { ContentId = id, Title = id, Type = ContentType.Movie, UpdatedAt = Noon }));

    private async Task WriteAsync(params CatalogueWrite[] writes) => Assert.True(await Store.WriteAsync(writes, default));

    private async Task<List<AvailabilityFact>> ReadAsync(string contentId, DateTimeOffset? before = null, string? region = null)
    {
        var facts = new List<AvailabilityFact>();
        await foreach (var fact in Ledger.ReadAsync(contentId, before ?? Noon.AddYears(1), region, default)) facts.Add(fact);
        return facts;
    }

    private async Task<IEnumerable<string>> LeavingAsync() =>
        (await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(30), 10, null), default)).Offers.Select(offer => offer.Position.ContentId);

    /// <summary>Returns when a session of the database waits for what another one holds.</summary>
    private static async Task UntilSomebodyWaitsAsync(NpgsqlDataSource source)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var command = source.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        while (await command.ExecuteScalarAsync(limit.Token) is 0L) await Task.Yield();
    }

    private Task ExecuteAsync(string statement) => _host.Get<Database>().UseAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(token);
        },
        CancellationToken.None);
}
