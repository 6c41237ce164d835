using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediaGateway.Tests.Discovery;

public sealed class CatalogueIndexTests : IDisposable
{
    private readonly CatalogueInMemory _catalogue = new();
    private readonly CatalogueIndex _index;

    public CatalogueIndexTests() => _index = new CatalogueIndex(_catalogue, NullLogger<CatalogueIndex>.Instance);

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task It_is_ready_once_everything_was_read()
    {
        for (var i = 0; i < 5000; i++) _catalogue.Put($"mg:{i}", $"Film number {i}");
        var check = new CatalogueIndexHealthCheck(_index);
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("search", check, HealthStatus.Unhealthy, null) };
        Assert.Equal(HealthStatus.Unhealthy, (await check.CheckHealthAsync(context)).Status);

        await _index.CatchUpAsync(default);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(context)).Status);
        Assert.Equal(5000, _index.Titles.Count);
        Assert.Equal(5000, _index.Titles.Search(new TextQuery { Text = "film" }).Total);
    }

    [Fact]
    public async Task A_committed_change_can_be_found_as_soon_as_it_was_announced()
    {
        await _index.CatchUpAsync(default);
        await new CatalogueChanges([_index], NullLogger<CatalogueChanges>.Instance).AnnounceAsync(_catalogue.Put("mg:1", "The Matrix", 1999), default);
        Assert.Equal("mg:1", Assert.Single(Find("matrix")));
        await _index.FollowAsync(_catalogue.Put("mg:1", "Metropolis", 1927), default);
        Assert.Empty(Find("matrix"));
        Assert.Equal("mg:1", Assert.Single(Find("metropolis")));
    }

    [Fact]
    public async Task What_is_known_already_is_not_read_again()
    {
        var version = _catalogue.Put("mg:1", "The Matrix");
        await _index.CatchUpAsync(default);
        var reads = _catalogue.Reads;
        await _index.FollowAsync(version, default);
        Assert.Equal(reads, _catalogue.Reads);
        Assert.Equal(version, _index.Version);
    }

    [Fact]
    public async Task A_title_is_found_by_outside_ids_and_by_ids_of_titles_that_it_took_in()
    {
        _catalogue.Put("mg:1", "The Matrix");
        await _index.CatchUpAsync(default);
        _catalogue.Put("imdb:tt0133093", "The Matrix", aliases: ["mg:1"], externalIds: new Dictionary<string, string> { ["imdb"] = "tt0133093", ["tmdb"] = "603", ["wikipedia"] = "The_Matrix" });
        await _index.CatchUpAsync(default);
        Assert.Equal(1, _index.Titles.Count);
        foreach (var id in new[] { "imdb:tt0133093", "tmdb:movie:603", "wikipedia:The_Matrix", "mg:1" })
        {
            Assert.True(_index.Titles.TryFind(id, out var found), id);
            Assert.Equal("imdb:tt0133093", found.ContentId);
            Assert.DoesNotContain("aliases", System.Text.Encoding.UTF8.GetString(found.Document.Span), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_hides_its_title_only()
    {
        _catalogue.Put("mg:1", "First");
        _catalogue.PutDocument("mg:2", "{"u8.ToArray());
        _catalogue.Put("mg:3", "Third");
        await _index.CatchUpAsync(default);
        Assert.True(_index.IsLoaded);
        Assert.Equal(2, _index.Titles.Count);
        Assert.Single(Find("third"));
    }

    [Fact]
    public async Task A_database_that_goes_away_in_the_middle_leaves_the_index_to_be_completed_later()
    {
        _catalogue.Put("mg:1", "First");
        _catalogue.IsDown = true;
        await Assert.ThrowsAnyAsync<Exception>(() => _index.CatchUpAsync(default));
        Assert.False(_index.IsLoaded);
        _catalogue.IsDown = false;
        await _index.CatchUpAsync(default);
        Assert.True(_index.IsLoaded);
        Assert.Single(Find("first"));
    }

    [Fact]
    public async Task Searches_while_the_catalogue_changes_see_whole_titles_only()
    {
        await _index.CatchUpAsync(default);
        using var stop = new CancellationTokenSource();
        var searching = Task.Run(() =>
        {
            var seen = 0;
            while (!stop.IsCancellationRequested)
            {
                // Every title has both words from the first moment on.
                var titles = _index.Titles;
                Assert.Equal(titles.Search(new TextQuery { Text = "left " }).Total, titles.Search(new TextQuery { Text = "right " }).Total);
                seen++;
            }

            return seen;
        });
        for (var i = 0; i < 200; i++) await _index.FollowAsync(_catalogue.Put($"mg:{i % 50}", $"Left {i} Right"), default);
        await stop.CancelAsync();
        Assert.True(await searching > 0);
        Assert.Equal(50, _index.Titles.Search(new TextQuery { Text = "left right" }).Total);
    }

    private string[] Find(string text) => [.. _index.Titles.Search(new TextQuery { Text = text + " " }).Hits.Select(hit => hit.Title.ContentId)];
}
