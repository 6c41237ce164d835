using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>What belongs to the document as a whole: who it describes, how callers are told apart, and parameters named as everything else is.</summary>
internal sealed partial class DocumentFrame : IOpenApiDocumentTransformer
{
    /// <summary>The name of the security scheme.</summary>
    public const string Bearer = "bearer";

    private const string Description =
        """
        One API over all of a person's streaming services, and one watchlist that converges on all their screens.

        Every answer carries `X-Trace-Id`; a well-formed one of the request is taken over. Failures are problem details
        (RFC 9457) with a stable code in `error`. Lists have `limit` and `cursor`, and answer with `total` and `next_cursor`.
        Unknown members of requests are ignored. The live side is described in `/asyncapi/v1.json`.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Media Gateway", Version = "1", Description = Description };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "The access token that registering, signing in or refreshing gave; for an operator the admin token.",
            },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema.Name] = ProblemSchema.Make();
        // The framework's own, which nothing here answers with.
        document.Components.Schemas.Remove("ProblemDetails");
        NameInSnakeCase(document);
        return Task.CompletedTask;
    }

    private static void NameInSnakeCase(OpenApiDocument document)
    {
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths)
        {
            paths[Placeholder().Replace(path, match => $"{{{OperationParameters.SnakeCase(match.Groups["name"].Value)}}}")] = item;
        }

        document.Paths = paths;
    }

    [GeneratedRegex("\\{(?<name>[^}]+)\\}")]
    private static partial Regex Placeholder();
}
