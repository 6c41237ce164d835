using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MediaGateway.Tests.Integration.Catalogue;

public sealed class ImportTests : IAsyncLifetime
{
    private CatalogueHost _host = null!;

    public async Task InitializeAsync() => _host = await CatalogueHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_a_changed_line_updates_one_title()
    {
        var lines = MadeTitles(5_000).ToList();
        Assert.Equal("5000 read, 5000 created", Told(await _host.ImportAsync(lines)));
        var version = await _host.Store.GetVersionAsync(default);
        Assert.Equal("5000 read, 5000 unchanged", Told(await _host.ImportAsync(lines)));
        Assert.Equal(version, await _host.Store.GetVersionAsync(default));

        lines[2_345] = lines[2_345].Replace("\"Drama\"", "\"Comedy\"", StringComparison.Ordinal);
        Assert.Equal("5000 read, 1 updated, 4999 unchanged", Told(await _host.ImportAsync(lines)));
        var title = await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/content/test:2345");
        Assert.Equal("Comedy", title.GetProperty("genres")[0].GetString());
        Assert.Equal(5_000, await _host.CountWholeTitlesAsync());
    }

    [Fact]
    public async Task Bad_lines_are_told_with_their_number_and_stop_nothing()
    {
        var report = await _host.ImportAsync(["{\"title\":\"A\",\"id\":1}", "", "no json", "{\"title\":\"B\",\"year\":true}", "{\"title\":\"C\",\"id\":3}"]);
        Assert.Equal("4 read, 2 created, 2 rejected", Told(report));
        Assert.Equal([3, 4], report.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32()));
        Assert.Contains("year", report.GetProperty("problems")[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_problems_than_are_told_are_counted()
    {
        var report = await _host.ImportAsync(Enumerable.Repeat("[]", 5_000));
        Assert.Equal((5_000, 100), (report.GetProperty("problems_total").GetInt32(), report.GetProperty("problems").GetArrayLength()));
        Assert.Equal("5000 read, 5000 rejected", Told(report));
    }

    [Fact]
    public async Task A_gzipped_body_is_unpacked_while_it_comes()
    {
        var body = new ByteArrayContent(Gzip(MadeTitles(3_000)));
        body.Headers.ContentEncoding.Add("gzip");
        using var response = await _host.PostAsync(body);
        Assert.Equal("3000 read, 3000 created", Told(await response.Content.ReadFromJsonAsync<JsonElement>()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gzipped_body_that_is_no_gzip_or_ends_too_early_is_refused(bool begins)
    {
        var body = new ByteArrayContent(begins ? Gzip(MadeTitles(30_000))[..^2_000] : Encoding.UTF8.GetBytes("{\"title\":\"A\"}"));
        body.Headers.ContentEncoding.Add("gzip");
        using var response = await _host.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_gzip", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
        Assert.True(await _host.CountWholeTitlesAsync() < 30_000);
    }

    [Fact]
    public async Task An_import_whose_client_goes_away_leaves_whole_titles_and_can_be_repeated()
    {
        var lines = MadeTitles(20_000).ToList();
        var cut = Encoding.UTF8.GetBytes(string.Join('\n', lines))[..1_500_000];
        await Assert.ThrowsAnyAsync<Exception>(() => _host.PostAsync(new BrokenContent(cut)));

        var report = await _host.ImportAsync(lines);
        var unchanged = report.GetProperty("unchanged").GetInt32();
        Assert.Equal(20_000, unchanged + report.GetProperty("created").GetInt32());
        Assert.InRange(unchanged, 0, 19_999);
        Assert.Equal(20_000, await _host.CountWholeTitlesAsync());
    }

    [Fact]
    public async Task Two_imports_at_the_same_time_lose_nothing()
    {
        var lines = MadeTitles(6_000).ToList();
        var reports = await Task.WhenAll(_host.ImportAsync(lines), _host.ImportAsync(lines.AsEnumerable().Reverse()));
        Assert.Equal(6_000, reports.Sum(report => report.GetProperty("created").GetInt32()));
        Assert.Equal(6_000, reports.Sum(report => report.GetProperty("unchanged").GetInt32()));
        Assert.Equal(6_000, await _host.CountWholeTitlesAsync());
    }

    [Theory]
    [InlineData("?source=test", "application/json", 415)]
    [InlineData("?source=test", "text/plain", 415)]
    [InlineData("?source=test", null, 415)]
    [InlineData("?source=mg", "application/x-ndjson", 400)]
    [InlineData("?source=A%20B", "application/x-ndjson", 400)]
    [InlineData("", "application/x-ndjson", 200)]
    public async Task Source_and_media_type_are_checked_before_a_line_is_read(string query, string? mediaType, int status)
    {
        using var response = await _host.PostAsync(new ByteArrayContent("{\"title\":\"A\"}"u8.ToArray()), query, mediaType);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, await _host.CountWholeTitlesAsync());
    }

    [Fact]
    public async Task An_encoding_that_is_not_known_is_refused()
    {
        var body = new ByteArrayContent("{\"title\":\"A\"}"u8.ToArray());
        body.Headers.ContentEncoding.Add("br");
        using var response = await _host.PostAsync(body);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    internal static IEnumerable<string> MadeTitles(int count) => Enumerable.Range(0, count).Select(i =>
        $$"""{"title":"Title {{i}}","year":{{1900 + (i % 120)}},"id":{{i}},"genres":["Drama"],"cast":["Someone {{i % 97}}"],"overview":"{{new string('o', i % 60)}}"}""");

    /// <summary>What a report says, without the effects that no line had. The effects must add up to what was read.</summary>
    internal static string Told(JsonElement report)
    {
        string[] effects = ["created", "updated", "unchanged", "merged", "rejected"];
        Assert.Equal(report.GetProperty("read").GetInt64(), effects.Sum(effect => report.GetProperty(effect).GetInt64()));
        return string.Join(", ", effects.Prepend("read").Where(effect => report.GetProperty(effect).GetInt64() > 0).Select(effect => $"{report.GetProperty(effect).GetInt64()} {effect}"));
    }

    private static byte[] Gzip(IEnumerable<string> lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        }

        return packed.ToArray();
    }

    /// <summary>A body that breaks off after some bytes.</summary>
    private sealed class BrokenContent(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes);
            await stream.FlushAsync();
            throw new IOException("The client is gone.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }
    }
}
