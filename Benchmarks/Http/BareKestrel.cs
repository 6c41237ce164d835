using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Benchmarks.Http;

/// <summary>The least that can answer with the same JSON: Kestrel, one route, no authentication, no grain, no database.</summary>
internal static class BareKestrel
{
    public const string Name = "bare-kestrel";

    public const string Path = "/watchlist";

    public static async Task RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{arguments[0]}");
        var app = builder.Build();
        var page = new Page(
            [.. Enumerable.Range(1, HttpBenchmark.ItemsOnList).Select(number => new Item($"mg:{Guid.NewGuid()}", $"A title of usual length {number}", "movie", 1999, "2026-01-01T00:00:00Z", "manual", number))],
            HttpBenchmark.ItemsOnList,
            null,
            HttpBenchmark.ItemsOnList);
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        app.MapGet(Path, () => Results.Json(page, options));
        await app.RunAsync();
    }

    private sealed record Item(string ContentId, string Title, string Type, int Year, string AddedAt, string Source, int Position);

    private sealed record Page(Item[] Items, int Total, string? NextCursor, long Seq);
}
