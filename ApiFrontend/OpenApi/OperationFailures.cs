using System.Globalization;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Tracing;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>Gives each operation the failures that any operation like it can have, all in the one shape, and the headers of every answer.</summary>
internal sealed class OperationFailures : IOpenApiOperationTransformer
{
    private static readonly string[] Always = ["400", "429", "503"];
    private static readonly string[] WithBody = ["413", "415"];
    private static readonly string[] WithIdempotencyKey = ["409", "422"];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var responses = operation.Responses ??= [];
        string[] known =
        [
            .. responses.Keys.Where(status => status[0] is '4' or '5'),
            .. Always,
            .. operation.RequestBody is null ? [] : WithBody,
            .. metadata.OfType<IdempotentRoute>().Any() ? WithIdempotencyKey : [],
            .. metadata.OfType<DisableRequestTimeoutAttribute>().Any() ? (string[])[] : ["504"],
        ];
        foreach (var status in known)
        {
            responses[status] = Failure(status, context.Document);
        }

        foreach (var (status, response) in responses.Where(response => response.Key[0] is '2'))
        {
            var headers = CommonHeaders();
            if (status == "201")
            {
                headers["Location"] = new OpenApiHeader { Description = "Where what was created is.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }

            ((OpenApiResponse)response).Headers = headers;
        }

        return Task.CompletedTask;
    }

    /// <summary>The description of one failure.</summary>
    internal static OpenApiResponse Failure(string status, OpenApiDocument? document)
    {
        var headers = CommonHeaders();
        if (status is "429" or "503" or "504")
        {
            headers["Retry-After"] = new OpenApiHeader { Description = "After how many seconds it is worth trying again.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" } };
        }

        return new OpenApiResponse
        {
            Description = KnownStatus.Of(int.Parse(status, CultureInfo.InvariantCulture)).Message,
            Headers = headers,
            Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema.Name, document) } },
        };
    }

    private static Dictionary<string, IOpenApiHeader> CommonHeaders() => new()
    {
        [TraceId.Header] = new OpenApiHeader
        {
            Description = "Names this request in logs and traces.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = TraceId.MaxLength },
        },
    };
}
