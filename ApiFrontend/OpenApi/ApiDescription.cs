using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>
/// The OpenAPI document as it is served. It is made once, because the routes of a process do not change and anyone may ask
/// for it. Safe to use from many threads.
/// </summary>
internal sealed class ApiDescription
{
    /// <summary>The name of the document.</summary>
    public const string DocumentName = "v1";

    private readonly Lazy<Task<byte[]>> _document;

    public ApiDescription([FromKeyedServices(DocumentName)] IOpenApiDocumentProvider documents) => _document = new(() => MakeAsync(documents));

    /// <summary>Serves it.</summary>
    public static async Task<FileContentHttpResult> ReadAsync(ApiDescription description) =>
        TypedResults.Bytes(await description._document.Value, "application/json");

    private static async Task<byte[]> MakeAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync(CancellationToken.None);
        var json = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!.AsObject();
        EmbeddedJson.Merge(json, new JsonObject { ["components"] = new JsonObject { ["schemas"] = SyncSchemas.Read() } });
        return System.Text.Encoding.UTF8.GetBytes(json.ToJsonString(EmbeddedJson.Readable));
    }
}
