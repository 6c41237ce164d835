using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Content;
using MediaGateway.Tests.Integration.Catalogue;
using Xunit.Abstractions;

namespace MediaGateway.Tests.Outside.Catalogue;

[Trait("Category", "Outside")]
public sealed class WikipediaImportTests(ITestOutputHelper output)
{
    private const int Films = 36_273;

    [OutsideFact]
    public async Task Wikipedias_films_imported_twice_are_there_once()
    {
        await using var host = await CatalogueHost.StartAsync();
        var first = await ImportAsync(host);
        Assert.Equal(Films, Count(first, "read"));
        Assert.Equal(0, Count(first, "rejected"));
        var titles = await host.CountWholeTitlesAsync();
        Assert.Equal(Count(first, "created"), titles);

        var version = await host.Store.GetVersionAsync(default);
        var second = await ImportAsync(host);
        Assert.Equal((Films, Films), (Count(second, "read"), Count(second, "unchanged")));
        Assert.Equal(version, await host.Store.GetVersionAsync(default));
        Assert.Equal(titles, await host.CountWholeTitlesAsync());
    }

    [OutsideFact]
    public async Task The_starter_titles_meet_their_articles()
    {
        await using var host = await CatalogueHost.StartAsync();
        using var starter = typeof(ICatalogueStore).Assembly.GetManifestResourceStream("starter/titles.ndjson")!;
        using var reader = new StreamReader(starter);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await host.ImportAsync(lines, "?source=" + SourceName.Starter);
        var linked = lines.Count(line => line.Contains("\"wikipedia\"", StringComparison.Ordinal));

        var report = await ImportAsync(host);
        Assert.Equal(0, Count(report, "rejected"));
        Assert.Equal(linked, Count(report, "merged"));
        Assert.Equal(Films, Count(await ImportAsync(host), "unchanged"));

        var matrix = await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/content/wikipedia:The_Matrix");
        Assert.Equal("imdb:tt0133093", matrix.GetProperty("content_id").GetString());
        Assert.Contains("Hugo Weaving", matrix.GetProperty("cast").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("starter", matrix.GetProperty("provenance").GetProperty("directors").GetString());
    }

    private async Task<JsonElement> ImportAsync(CatalogueHost host)
    {
        var body = new StreamContent(File.OpenRead(OutsideFiles.PathOf("data/wikipedia-movies.jsonl.gz")));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        body.Headers.ContentEncoding.Add("gzip");
        using var response = await host.Client.PostAsync("/api/v1/admin/catalogue/import?source=wikipedia", body);
        var report = await response.Content.ReadFromJsonAsync<JsonElement>();
        output.WriteLine(report.GetRawText());
        Assert.Equal(report.GetProperty("read").GetInt32(), new[] { "created", "updated", "unchanged", "merged", "rejected" }.Sum(effect => Count(report, effect)));
        return report;
    }

    private static int Count(JsonElement report, string effect) => report.GetProperty(effect).GetInt32();
}
