using System.Reflection;
using System.Text.Json;
using MediaGateway.ApiFrontend;
using MediaGateway.ApiFrontend.OpenApi;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.EndToEnd.Description;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.Tests.Http;

public sealed class DescriptionTests
{
    // Pages, the descriptions themselves, and the hub, which AsyncAPI describes.
    private static readonly string[] NotOperations = ["/", "/docs", "/docs/", "/openapi/", "/asyncapi/", SyncEndpoints.HubPath];

    [Fact]
    public async Task Every_route_of_the_server_is_described_and_every_described_route_is_there()
    {
        EndpointDataSource? routes = null;
        await using var host = await FrontendHost.StartAsync(endpoints => routes = Map(endpoints));
        var document = await ApiDocument.ReadAsync(host.Client);
        string[] served = [.. routes!.Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (method, Path: Name(endpoint.RoutePattern))))
            .Where(route => !NotOperations.Any(prefix => prefix.Length > 1 && prefix.EndsWith('/') ? route.Path.StartsWith(prefix, StringComparison.Ordinal) : route.Path == prefix || (prefix == SyncEndpoints.HubPath && route.Path.StartsWith(prefix, StringComparison.Ordinal))))
            .Select(route => $"{route.method} {route.Path}")
            .Order(StringComparer.Ordinal)];
        Assert.Equal(served, document.Operations.Select(operation => operation.ToString()).Order(StringComparer.Ordinal));
        Assert.True(served.Length > 25);
    }

    [Fact]
    public async Task Operations_have_names_of_their_own_and_every_reference_leads_somewhere()
    {
        await using var host = await FrontendHost.StartAsync(endpoints => endpoints.MapApiFrontend());
        var document = await ApiDocument.ReadAsync(host.Client);
        Assert.StartsWith("3.1", document.Root.Text("openapi"), StringComparison.Ordinal);
        var names = document.Operations.Select(operation => operation.Description.Text("operationId")).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.All(document.Operations, operation => Assert.NotEmpty(operation.Description.Text("summary")));
        CheckReferences(document.Root, document.Root);
    }

    [Fact]
    public async Task Text_and_lists_in_requests_have_limits()
    {
        await using var host = await FrontendHost.StartAsync(endpoints => endpoints.MapApiFrontend());
        var document = await ApiDocument.ReadAsync(host.Client);
        foreach (var operation in document.Operations.Where(operation => operation.Body is { MediaType: "application/json" }))
        {
            var schema = document.Schemas.Resolve(operation.Body!.Value.Schema);
            foreach (var member in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
            {
                var type = document.Schemas.Resolve(member.Value);
                var types = type.TryGetProperty("type", out var given) ? given.ToString() : "";
                var bounded = types.Contains("string", StringComparison.Ordinal) ? type.TryGetProperty("maxLength", out _) || type.TryGetProperty("pattern", out _) || type.TryGetProperty("enum", out _)
                    : !types.Contains("array", StringComparison.Ordinal) || type.TryGetProperty("maxItems", out _);
                Assert.True(bounded, $"{operation}: {member.Name} has no limit.");
            }
        }
    }

    [Fact]
    public void The_hub_is_described_message_by_message()
    {
        var document = JsonElement.Parse(AsyncApiDescription.Read().FileContents.Span);
        string[] calls = [.. typeof(SyncHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsVirtual).Select(method => method.Name)];
        string[] pushes = [.. typeof(ISyncClient).GetMethods().Select(method => method.Name)];
        string[] Described(string action) => [.. document.GetProperty("operations").EnumerateObject()
            .Where(operation => operation.Value.Text("action") == action)
            .SelectMany(operation => operation.Value.Items("messages"))
            .Select(message => message.Text("$ref").Split('/')[^1])
            .Order(StringComparer.Ordinal)];
        Assert.Equal(calls.Order(StringComparer.Ordinal), Described("receive"));
        Assert.Equal(pushes.Order(StringComparer.Ordinal), Described("send"));
        Assert.Equal(SyncEndpoints.HubPath, document.GetProperty("channels").GetProperty("sync").Text("address"));
        CheckReferences(document, document);
    }

    private static CompositeEndpointDataSource Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapApiFrontend();
        return new CompositeEndpointDataSource(endpoints.DataSources);
    }

    private static string Name(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => segment.Parts[0] switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{OperationParameters.SnakeCase(parameter.Name)}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            var other => throw new InvalidOperationException($"{other.PartKind} in {pattern.RawText}"),
        }));

    private static void CheckReferences(JsonElement document, JsonElement node)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Object:
                if (node.TryGetProperty("$ref", out _))
                {
                    Assert.NotEqual(JsonValueKind.Undefined, new SchemaCheck(document).Resolve(node).ValueKind);
                }

                foreach (var member in node.EnumerateObject())
                {
                    CheckReferences(document, member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in node.EnumerateArray())
                {
                    CheckReferences(document, item);
                }

                break;
            default:
                break;
        }
    }
}
