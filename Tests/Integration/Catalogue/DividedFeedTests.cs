using System.Net;
using System.Text;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.Integration.Catalogue;

/// <summary>Two parts of a divided cluster on one database, each with a grain that imports and grains that tell what changed.</summary>
public sealed class DividedFeedTests : IAsyncLifetime
{
    private const int Titles = 40;
    private const int Rounds = 10;

    private CatalogueHost _here = null!;
    private CatalogueHost _there = null!;

    public async Task InitializeAsync()
    {
        var database = await TestServer.CreateDatabaseAsync();
        _here = await CatalogueHost.StartOnAsync(database);
        _there = await CatalogueHost.StartOnAsync(database);
    }

    public async Task DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_follows_what_changed_misses_nothing_that_two_importers_write_at_once()
    {
        using var written = new CancellationTokenSource();
        var followers = new[] { _here, _there, _here, _there }.Select(host => Task.Run(() => FollowAsync(host, written.Token))).ToList();
        await Task.WhenAll(ImportAsync(_here, "here"), ImportAsync(_there, "there"));
        await written.CancelAsync();

        var afresh = await FollowAsync(_here, new CancellationToken(canceled: true));
        // The first source to name a title adds it; from then on it is one or the other that is told of.
        Assert.Equal(Titles, afresh.Count(told => told.Contains("Added", StringComparison.Ordinal)));
        Assert.All(await Task.WhenAll(followers), seen => Assert.Equal(afresh, seen));
    }

    /// <summary>Reads events on and on, and once more when everything is written.</summary>
    private static async Task<List<string>> FollowAsync(CatalogueHost host, CancellationToken written)
    {
        var feed = host.Grains.GetGrain<IAvailabilityFeedGrain>(0);
        var (seen, place) = (new List<string>(), 0L);
        AvailabilityFeedPage page;
        bool isLast;
        do
        {
            isLast = written.IsCancellationRequested;
            page = await feed.ReadAsync(place, CancellationToken.None);
            place = page.Next;
            seen.AddRange(page.Events.Select(told => $"{told.Number} {told.Change.Kind} {told.ContentId} {told.Change.Offer.Source} {told.Change.Offer.Price}"));
        }
        while (page.HasMore || !isLast);
        return seen;
    }

    /// <summary>Imports the same titles again and again, each time at another price.</summary>
    private static async Task ImportAsync(CatalogueHost host, string source)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var lines = Enumerable.Range(1, Titles).Select(number =>
                $$"""{"title":"Title {{number}}","year":2001,"imdb_id":"tt{{number:D7}}","availability":[{"platform":"netflix","region":"US","offer":"rent","price":{{round}},"currency":"USD"}]}""");
            var body = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            while (!await TryImportAsync(host, source, body)) await Task.Yield();
        }
    }

    /// <summary>Imports, or is told to come again because the other one kept changing the same titles.</summary>
    private static async Task<bool> TryImportAsync(CatalogueHost host, string source, byte[] body)
    {
        using var answer = await host.PostAsync(new ByteArrayContent(body), $"?source={source}");
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.ServiceUnavailable, await answer.Content.ReadAsStringAsync());
        return answer.IsSuccessStatusCode;
    }
}
