using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Tests.Discovery;

public sealed class SearchGrainTests : IAsyncLifetime
{
    private readonly CatalogueInMemory _catalogue = new();
    private IHost _host = null!;

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        _catalogue.Put("imdb:tt0133093", "The Matrix", 1999, externalIds: new Dictionary<string, string> { ["imdb"] = "tt0133093", ["tmdb"] = "603" });
        _catalogue.Put("mg:2", "The Matrix Reloaded", 2003);
        _catalogue.Put("mg:3", "Matrix Revolutions", 2003);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(static silo => silo.UseNoCluster());
        builder.Services.AddSingleton<ICatalogueStore>(_catalogue);
        builder.Services.AddSingleton<CatalogueChanges>();
        builder.Services.AddDiscovery();
        _host = builder.Build();
        await _host.StartAsync();
        await _host.Services.GetRequiredService<CatalogueIndex>().CatchUpAsync(default);
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task Pages_follow_each_other_by_the_position_of_the_last_hit()
    {
        var search = Grains.GetGrain<ISearchGrain>(0);
        var first = await search.SearchAsync(new SearchRequest("matrix", TitleFilter.None, 2, null), default);
        Assert.True(first.IsReady);
        Assert.Equal((3, 2), (first.Total, first.Hits.Count));
        Assert.Equal("The Matrix", TitleFacts.Read(first.Hits[0].Document.Span).Title);
        Assert.False(first.Hits[0].IsAvailable);

        var second = await search.SearchAsync(new SearchRequest("matrix", TitleFilter.None, 2, first.Next), default);
        Assert.Equal((3, 1), (second.Total, second.Hits.Count));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Suggestions_are_described_titles()
    {
        var suggestions = await Grains.GetGrain<ISearchGrain>(0).SuggestAsync("the mat", 1, default);
        Assert.Equal([new TitleDescription("imdb:tt0133093", "The Matrix", default, 1999, null)], suggestions!);
    }

    [Fact]
    public async Task A_lookup_answers_for_each_id_in_order_whatever_kind_it_is_of()
    {
        var described = await Grains.GetGrain<ITitleLookupGrain>(0).DescribeAsync(["tmdb:movie:603", "mg:none", "mg:2", "imdb:tt0133093"], default);
        Assert.Equal(["imdb:tt0133093", null, "mg:2", "imdb:tt0133093"], described.Select(title => title?.ContentId));
    }

    [Fact]
    public async Task A_committed_import_is_found_by_the_next_search()
    {
        var version = _catalogue.Put("mg:4", "The Matrix Resurrections", 2021);
        await _host.Services.GetRequiredService<CatalogueChanges>().AnnounceAsync(version, default);
        var answer = await Grains.GetGrain<ISearchGrain>(0).SearchAsync(new SearchRequest("resurrections", TitleFilter.None, 2, null), default);
        Assert.Equal(1, answer.Total);
    }
}
