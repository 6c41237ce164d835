using System.Text;
using System.Text.Json.Nodes;
using MediaGateway.ApiFrontend.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>The description of the hub: AsyncAPI 3.0, written by hand, with the schemas that the OpenAPI document has too.</summary>
internal static class AsyncApiDescription
{
    private const string File = "OpenApi/asyncapi.json";

    // What belongs to requests and answers of REST only.
    private static readonly string[] OpenApiOnly = ["SyncOpsRequest", "SyncStateResponse", "StateDocument", "JsonElement"];

    private static readonly Lazy<byte[]> Document = new(Make);

    /// <summary>Serves it.</summary>
    public static FileContentHttpResult Read() => TypedResults.Bytes(Document.Value, "application/json");

    private static byte[] Make()
    {
        var document = EmbeddedJson.Read(File);
        var schemas = SyncSchemas.Read();
        foreach (var name in OpenApiOnly)
        {
            schemas.Remove(name);
        }

        EmbeddedJson.Merge(document, new JsonObject
        {
            ["channels"] = new JsonObject { ["sync"] = new JsonObject { ["address"] = SyncEndpoints.HubPath } },
            ["components"] = new JsonObject { ["schemas"] = schemas },
        });
        return Encoding.UTF8.GetBytes(document.ToJsonString(EmbeddedJson.Readable));
    }
}
