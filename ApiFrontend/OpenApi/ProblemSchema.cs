using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>What every failure looks like (RFC 9457, with the gateway's members).</summary>
internal static class ProblemSchema
{
    /// <summary>The name of the schema.</summary>
    public const string Name = "Problem";

    public static OpenApiSchema Make() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("A URI that names the kind of failure."),
            ["title"] = Text("The reason phrase of the status."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("What a person may read."),
            ["instance"] = Text("The path that was asked for."),
            ["error"] = Text("The stable code that programs decide by, in snake_case."),
            ["message"] = Text("What a person may read."),
            ["timestamp"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            ["trace_id"] = Text("Names this request in logs and traces."),
            ["retry_after"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "After how many seconds it is worth trying again; with 429, 503 and 504." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "The fields at fault with the reasons; with 400.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("A reason.") },
            },
        },
        Description = "A failure (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "error", "message", "timestamp", "trace_id" },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
