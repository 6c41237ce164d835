using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Storage.Catalogue;
using MediaGateway.Storage.Connections;
using MediaGateway.Tests.Integration.Storage;
using Npgsql;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;
using static MediaGateway.Tests.Integration.Catalogue.LedgerData;

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

    private async Task WriteAsync(params CatalogueWrite[] writes) => Assert.True(await Store.WriteAsync(writes, default));

    private async Task<List<AvailabilityFact>> ReadAsync(string contentId, DateTimeOffset? before = null, string? region = null)
    {
        var facts = new List<AvailabilityFact>();
        await foreach (var fact in Ledger.ReadAsync(contentId, before ?? Noon.AddYears(1), region, default)) facts.Add(fact);
        return facts;
    }

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
