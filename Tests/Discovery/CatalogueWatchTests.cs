using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediaGateway.Tests.Discovery;

public sealed class CatalogueWatchTests : IAsyncLifetime, IDisposable
{
    private readonly CatalogueInMemory _catalogue = new();
    private readonly SteppedTime _time = new();
    private readonly CatalogueIndex _index;
    private readonly CatalogueWatch _watch;

    public CatalogueWatchTests()
    {
        _index = new CatalogueIndex(_catalogue, NullLogger<CatalogueIndex>.Instance);
        _watch = new CatalogueWatch(_index, new CatalogueChanges([_index], NullLogger<CatalogueChanges>.Instance), _catalogue, _time, NullLogger<CatalogueWatch>.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _watch.StopAsync(default);

    public void Dispose()
    {
        _watch.Dispose();
        _index.Dispose();
    }

    [Fact]
    public async Task What_another_silo_imports_is_seen_at_the_next_look()
    {
        await _watch.StartAsync(default);
        var wait = await _time.NextAsync();
        Assert.Equal(CatalogueWatch.Interval, wait.Length);
        Assert.True(_index.IsLoaded);

        _catalogue.Put("mg:1", "The Matrix");
        wait.End();
        await _time.NextAsync();
        Assert.Equal(1, _index.Titles.Search(new TextQuery { Text = "matrix" }).Total);
    }

    [Fact]
    public async Task A_database_that_is_down_at_the_start_is_tried_again_ever_more_seldom_until_it_answers()
    {
        _catalogue.Put("mg:1", "The Matrix");
        _catalogue.IsDown = true;
        await _watch.StartAsync(default);
        var lengths = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var wait = await _time.NextAsync();
            lengths.Add(wait.Length);
            _catalogue.IsDown = i < 7;
            wait.End();
        }

        Assert.Equal([100, 200, 400, 800, 1600, 2000, 2000, 2000, 2000], lengths.Select(length => length.TotalMilliseconds));
        Assert.True(_index.IsLoaded);
        Assert.Equal(1, _index.Titles.Count);
    }
}
