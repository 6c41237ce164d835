using MediaGateway.Domain.Catalogue;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>Describes the results of a search, which are written by hand, in the OpenAPI document: content objects with three members more.</summary>
internal sealed class SearchResultSchema : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // A type that is written by hand has no schema of its own to add to: it is set where it is used.
        if (context.JsonTypeInfo.Type != typeof(SearchResponse) || schema.Properties?["results"] is not OpenApiSchema results) return;
        var content = await context.GetOrCreateSchemaAsync(typeof(Content), parameterDescription: null, cancellationToken);
        var members = new Dictionary<string, IOpenApiSchema>(content.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            ["platform"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "The platform that the result came from; null for the catalogue." },
            ["relevance_score"] = new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = "0", Maximum = "1", Description = "How well it matches." },
            ["available"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether some platform has it, in the region asked for when there was one." },
        };
        members.Remove("aliases");
        members.Remove("requested_id");
        results.Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = members, Required = new HashSet<string>(members.Keys) };
    }
}
