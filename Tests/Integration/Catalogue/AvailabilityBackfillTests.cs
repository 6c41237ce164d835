using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Storage.Migrations;
using MediaGateway.Tests.Integration.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Integration.Catalogue;

public sealed class AvailabilityBackfillTests
{
    private const int VersionBefore = 5;

    [Fact]
    public async Task What_the_catalogue_knew_before_there_was_a_ledger_is_in_it()
    {
        Offer[] offers =
        [
            Netflix(leavesAt: Noon.AddDays(3)) with { AsOf = Noon.AddDays(-1), DeepLink = "https://example.org/é" },
            Netflix(4.99m), Netflix(3.99m), Netflix(3.99m), Netflix(source: "my-list", region: "DE", quality: "hd"), Netflix(source: "netflix"),
        ];
        var connectionString = await TestServer.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var connection = await source.OpenConnectionAsync();
            await new SchemaMigrations([.. Migration.BuiltIn().Take(VersionBefore)], MigrationSeries.Gateway, NullLogger<SchemaMigrations>.Instance).PrepareAsync(connection, default);
            await InsertAsync(connection, 1, new Content { ContentId = "a", Title = "A", Type = ContentType.Movie, UpdatedAt = Noon, Availability = offers });
            await InsertAsync(connection, 2, new Content { ContentId = "b", Title = "B", Type = ContentType.Movie, UpdatedAt = Noon });
        }

        await using var host = await StorageHost.StartOnAsync(connectionString);

        var facts = new List<AvailabilityFact>();
        await foreach (var fact in host.Get<IAvailabilityLedger>().ReadAsync("a", Noon.AddYears(1), null, default)) facts.Add(fact);
        // What the gateway would have written itself.
        var expected = AvailabilityFacts.Between("a", [], offers, Noon);
        Assert.Equal(expected.OrderBy(Line), facts.OrderBy(Line));
    }

    private static string Line(AvailabilityFact fact) => $"{fact.Offer.Source} {fact.Offer.Price} {fact.Offer.Region} {fact.Offer.Kind} {fact.Variant}";

    private static async Task InsertAsync(NpgsqlConnection connection, long version, Content content)
    {
        await using var command = new NpgsqlCommand("insert into content (content_id, version, document, modified_at) values ($1, $2, $3::json, $4)", connection)
        {
            Parameters = { new() { Value = content.ContentId }, new() { Value = version }, new() { Value = Encoding.UTF8.GetString(ContentDocument.Write(content)) }, new() { Value = Noon } },
        };
        await command.ExecuteNonQueryAsync();
    }
}
