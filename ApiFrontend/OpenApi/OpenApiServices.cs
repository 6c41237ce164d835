using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>The published description of the API: OpenAPI 3.1, made from the routes that the server has, and AsyncAPI for its live side.</summary>
public static class OpenApiServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services)
    {
        services.AddOpenApi(ApiDescription.DocumentName, static options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer<DocumentFrame>();
            options.AddOperationTransformer<OperationFailures>();
            options.AddOperationTransformer<OperationSecurity>();
            options.AddOperationTransformer<OperationParameters>();
            options.AddSchemaTransformer<SchemaShapes>();
        });
        services.AddSingleton<ApiDescription>();
        return services;
    }

    /// <summary>Serves it.</summary>
    public static IEndpointRouteBuilder MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi/v1.json", ApiDescription.ReadAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/asyncapi/v1.json", AsyncApiDescription.Read).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }
}
