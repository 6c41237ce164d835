using System.Text;
using MediaGateway.Tests.Catalogue.Availability;
using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Orleans.Hosting;

namespace MediaGateway.Tests.Catalogue;

public sealed class CatalogueImportGrainTests : IAsyncLifetime
{
    private readonly ICatalogueStore _store = Substitute.For<ICatalogueStore>();
    private readonly ICatalogueFollower _follower = Substitute.For<ICatalogueFollower>();
    private IHost _host = null!;

    private ICatalogueImportGrain Writer => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key);

    public async Task InitializeAsync()
    {
        _store.FindAsync(default!, default).ReturnsForAnyArgs(new Dictionary<string, CatalogueRow>());
        _store.GetVersionAsync(default).ReturnsForAnyArgs(7);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(static silo => silo.UseNoCluster().AddMemoryGrainStorageAsDefault().AddSiloStreams());
        builder.Services.AddSingleton(_store).AddSingleton(_follower).AddCatalogue();
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task A_batch_whose_titles_changed_meanwhile_is_planned_anew()
    {
        _store.WriteAsync(default!, default).ReturnsForAnyArgs(false, true);
        var totals = await Writer.ImportAsync(Batch("""{"title":"A"}"""), default);
        Assert.Equal((1, 1), (totals.Read, totals.Created));
        await _store.ReceivedWithAnyArgs(2).FindAsync(default!, default);
        await Writer.FinishAsync("import", default);
        await _follower.Received(1).FollowAsync(7, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task What_offers_changed_goes_into_the_ledger_with_the_title_and_nothing_else_does()
    {
        var written = new List<CatalogueWrite>();
        _store.WriteAsync(default!, default).ReturnsForAnyArgs(true).AndDoes(call => written.AddRange(call.Arg<IReadOnlyList<CatalogueWrite>>()));
        await Writer.ImportAsync(Batch("""{"title":"A","imdb_id":"tt0000001","availability":[{"platform":"netflix","region":"US","offer":"rent","price":3.99}]}"""), default);
        await Writer.ImportAsync(Batch("""{"title":"B","imdb_id":"tt0000002"}"""), default);

        var fact = Assert.Single(written[0].Facts);
        Assert.Equal(("imdb:tt0000001", "test", 3.99m, true), (fact.ContentId, fact.Offer.Source, fact.Offer.Price, fact.IsThere));
        Assert.Empty(written[1].Facts);
    }

    [Theory]
    [InlineData(true, "US gone")]
    [InlineData(false, "")]
    public async Task A_source_that_was_asked_for_offers_and_has_none_says_that_the_title_is_gone_where_it_was_asked(bool isOfOffers, string facts)
    {
        var title = new Content
        {
            ContentId = "imdb:tt0000001",
            Title = "A",
            Type = ContentType.Movie,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            Provenance = new Dictionary<string, string> { ["title"] = "justwatch", ["type"] = "justwatch" },
            Availability = [SomeOffers.Netflix(region: "DE"), SomeOffers.Netflix(region: "US")],
        };
        _store.FindAsync(default!, default).ReturnsForAnyArgs(new Dictionary<string, CatalogueRow> { [title.ContentId] = new(title.ContentId, 3, ContentDocument.Write(title)) });
        var written = new List<CatalogueWrite>();
        _store.WriteAsync(default!, default).ReturnsForAnyArgs(true).AndDoes(call => written.AddRange(call.Arg<IReadOnlyList<CatalogueWrite>>()));

        await Writer.TakeAsync(new SourceStatement("justwatch", title.ContentId, [], []) { Region = "US", IsOfOffers = isOfOffers }, default);
        await Writer.TakeAsync(new SourceStatement("tmdb", title.ContentId, [], []) { Region = "DE", IsOfOffers = true }, default);

        Assert.Equal(facts, string.Join(", ", written.SelectMany(write => write.Facts).Select(fact => $"{fact.Offer.Region} {(fact.IsThere ? "there" : "gone")}")));
        Assert.Equal(isOfOffers ? 1 : 0, written.Count);
    }

    [Fact]
    public async Task A_batch_whose_titles_keep_changing_is_refused_and_forgotten()
    {
        _store.WriteAsync(default!, default).ReturnsForAnyArgs(false);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Writer.ImportAsync(Batch("""{"title":"A"}"""), default));
        await Writer.FinishAsync("import", default);
        await _follower.DidNotReceiveWithAnyArgs().FollowAsync(default, default);

        _store.WriteAsync(default!, default).ReturnsForAnyArgs(true);
        Assert.Equal(1, (await Writer.ImportAsync(Batch("""{"title":"A"}"""), default)).Created);
    }

    [Fact]
    public async Task A_batch_that_changes_nothing_writes_nothing_and_announces_nothing()
    {
        var totals = await Writer.ImportAsync(Batch("[]"), default);
        Assert.Equal((1, 1, 1), (totals.Read, totals.Rejected, totals.ProblemsTotal));
        await _store.DidNotReceiveWithAnyArgs().WriteAsync(default!, default);
        await Writer.FinishAsync("import", default);
        await _follower.DidNotReceiveWithAnyArgs().FollowAsync(default, default);
    }

    [Fact]
    public async Task A_follower_that_fails_does_not_undo_what_is_committed()
    {
        _store.WriteAsync(default!, default).ReturnsForAnyArgs(true);
        _follower.FollowAsync(default, default).ReturnsForAnyArgs(Task.FromException(new InvalidOperationException("no")));
        Assert.Equal(1, (await Writer.ImportAsync(Batch("""{"title":"A"}"""), default)).Created);
        await Writer.FinishAsync("import", default);
    }

    [Fact]
    public async Task An_import_is_told_to_the_silos()
    {
        _store.WriteAsync(default!, default).ReturnsForAnyArgs(true);
        var news = SiloStreams.Catalogue(_host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(SiloStreams.Provider));
        await Eventually.UntilAsync(async () => (await news.GetAllSubscriptionHandles()).Count == 1);

        await Writer.ImportAsync(Batch("""{"title":"A"}"""), default);

        await Eventually.UntilAsync(() => _host.Services.GetRequiredService<CatalogueListener>().Told == 7);
    }

    private static ImportBatch Batch(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return new ImportBatch("import", "test", new LineBatch(bytes, [new LinePlace(1, 0, bytes.Length)]));
    }
}
