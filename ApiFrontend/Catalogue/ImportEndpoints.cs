using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>Imports of the catalogue: NDJSON of any size, streamed in constant memory, batch by batch.</summary>
public static class ImportEndpoints
{
    /// <summary>The media type of an import.</summary>
    public const string MediaType = "application/x-ndjson";

    /// <summary>Maps the route.</summary>
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/admin/catalogue/import", ImportAsync)
            .RequireAuthorization(Policies.Admin)
            .Idempotent()
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .Accepts<Stream>(MediaType)
            .WithTags("Operating")
            .WithSummary("Takes titles into the catalogue, one JSON object a line.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, string? source, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        source ??= SourceName.Default;
        if (!SourceName.MayImport(source))
        {
            return Problem.InvalidField("source", $"must be 1 to {SourceName.MaxLength} of a-z, 0-9 and -, and not a name of the gateway's own");
        }

        // The route refuses other media types; that none is named is left to us.
        if (request.ContentType is null)
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", $"The body's media type is not named; an import is {MediaType}.");
        }

        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_encoding", $"The body is encoded as '{encoding}'; send it plain or as gzip.");
        }

        var started = time.GetTimestamp();
        var import = new ImportSender(grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key), source);
        await using var body = encoding is "gzip" ? new SealedGzipStream(request.Body) : request.Body;
        try
        {
            await import.SendAsync(body, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "invalid_gzip", $"The body is not gzip, or is damaged or cut off; {import.Totals.Read} lines before that were taken.");
        }
        finally
        {
            await import.FinishAsync();
        }

        return TypedResults.Ok(ImportResponse.Of(import.Totals, time.GetElapsedTime(started)));
    }
}
