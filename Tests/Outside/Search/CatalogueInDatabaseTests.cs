using System.Diagnostics;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Tests.Integration.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace MediaGateway.Tests.Outside.Search;

[Trait("Category", "Outside")]
public sealed class CatalogueInDatabaseTests(ITestOutputHelper output)
{
    private const int BatchSize = 1000;

    [OutsideFact]
    public async Task An_index_read_at_the_start_answers_as_the_one_that_followed_the_import()
    {
        await using var host = await StorageHost.StartAsync();
        var store = host.Get<ICatalogueStore>();
        using var following = new CatalogueIndex(store, NullLogger<CatalogueIndex>.Instance);
        await following.CatchUpAsync(default);
        foreach (var batch in WikipediaFilms.Contents.Chunk(BatchSize))
        {
            Assert.True(await store.WriteAsync([.. batch.Select(content => new CatalogueWrite(content.ContentId, 0, [], ContentDocument.Write(content)))], default));
            await following.FollowAsync(await store.GetVersionAsync(default), default);
            Assert.True(following.Titles.TryFind(batch[^1].ContentId, out _));
        }

        var started = Stopwatch.GetTimestamp();
        using var reading = new CatalogueIndex(store, NullLogger<CatalogueIndex>.Instance);
        await reading.CatchUpAsync(default);
        output.WriteLine($"{reading.Titles.Count} titles were read from the database and indexed in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

        Assert.Equal(WikipediaFilms.Contents.Count, reading.Titles.Count);
        Assert.Equal(following.Version, reading.Version);
        foreach (var (text, _, _) in QueryTable.All)
        {
            var query = new TextQuery { Text = text };
            var (expected, actual) = (following.Titles.Search(query), reading.Titles.Search(query));
            Assert.Equal(expected.Total, actual.Total);
            Assert.Equal(expected.Hits.Select(hit => hit.Position), actual.Hits.Select(hit => hit.Position));
        }
    }
}
