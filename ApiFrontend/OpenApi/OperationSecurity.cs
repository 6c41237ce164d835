using MediaGateway.ApiFrontend.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>Says of each operation whether it asks for a token, and what happens without one.</summary>
internal sealed class OperationSecurity : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any() || !metadata.OfType<IAuthorizeData>().Any())
        {
            // An empty list says that no token is asked for, whatever the document says elsewhere.
            operation.Security = [];
            return Task.CompletedTask;
        }

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentFrame.Bearer, context.Document)] = [] }];
        var responses = operation.Responses ??= [];
        var challenge = OperationFailures.Failure("401", context.Document);
        challenge.Headers!["WWW-Authenticate"] = new OpenApiHeader
        {
            Description = "`Bearer realm=\"API\"`, with `error=\"invalid_token\"` for a token that is forged, expired or ended.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
        responses["401"] = challenge;
        // The admin token has no account, and an account need not be an operator's.
        if (metadata.OfType<IAuthorizeData>().All(authorize => authorize.Policy is not Policies.AnyCaller))
        {
            responses.TryAdd("403", OperationFailures.Failure("403", context.Document));
        }

        return Task.CompletedTask;
    }
}
