using System.Text.Json;
using MediaGateway.ApiFrontend.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.Tests.Http;

public sealed class SearchResultSchemaTests
{
    [Fact]
    public async Task A_result_is_described_as_a_content_object_with_three_members_more()
    {
        // Taken as a delegate, because direct calls are rewritten to read XML comments, which tests have none of.
        Func<IServiceCollection, IServiceCollection> addOpenApi = OpenApiServiceCollectionExtensions.AddOpenApi;
        await using var host = await FrontendHost.StartAsync(
            endpoints =>
            {
                endpoints.MapOpenApi();
                endpoints.MapDiscovery();
            },
            services => addOpenApi(services));
        var document = JsonElement.Parse(await host.Client.GetStringAsync("/openapi/v1.json"));
        var result = document.GetProperty("components").GetProperty("schemas").GetProperty("SearchResponse").GetProperty("properties")
            .GetProperty("results").GetProperty("items").GetProperty("properties");
        foreach (var member in new[] { "content_id", "title", "year", "availability", "updated_at", "platform", "relevance_score", "available" })
            Assert.True(result.TryGetProperty(member, out _), member);
        Assert.False(result.TryGetProperty("aliases", out _));
    }
}
