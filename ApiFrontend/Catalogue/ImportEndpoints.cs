using System.IO.Compression;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
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

    private const int ReadBytes = 64 * 1024;

    /// <summary>Maps the route.</summary>
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/admin/catalogue/import", ImportAsync)
            .RequireAuthorization(Policies.Admin)
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

        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_encoding", $"The body is encoded as '{encoding}'; send it plain or as gzip.");
        }

        var started = time.GetTimestamp();
        var import = new Import(grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key), source);
        try
        {
            if (encoding is "gzip")
            {
                await using var plain = new GZipStream(request.Body, CompressionMode.Decompress);
                await import.ReadAsync(plain, cancellationToken);
            }
            else
            {
                await import.ReadAsync(request.Body, cancellationToken);
            }
        }
        catch (InvalidDataException)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "invalid_gzip", $"The body is not gzip, or is damaged; {import.Totals.Read} lines before that were taken.");
        }
        finally
        {
            await import.FinishAsync();
        }

        return TypedResults.Ok(ImportResponse.Of(import.Totals, time.GetElapsedTime(started)));
    }

    /// <summary>One import: its lines go to the writer in batches, one after the other.</summary>
    private sealed class Import(ICatalogueImportGrain writer, string source)
    {
        private readonly string _id = Guid.CreateVersion7().ToString();
        private readonly LineBatcher _batcher = new();

        public ImportTotals Totals { get; private set; } = new();

        public async Task ReadAsync(Stream body, CancellationToken cancellationToken)
        {
            var buffer = new byte[ReadBytes];
            int length;
            while ((length = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                for (var taken = 0; taken < length;)
                {
                    taken += _batcher.Append(buffer.AsSpan(taken, length - taken));
                    await SendAsync(_batcher.TryTake(), cancellationToken);
                }
            }

            await SendAsync(_batcher.Finish(), cancellationToken);
        }

        // The writer forgets the import in time when this does not arrive; a client that left must not keep it.
        public Task FinishAsync() => writer.FinishAsync(_id, CancellationToken.None);

        private async Task SendAsync(LineBatch? lines, CancellationToken cancellationToken)
        {
            if (lines is not null)
            {
                Totals = Totals.Plus(await writer.ImportAsync(new ImportBatch(_id, source, lines), cancellationToken));
            }
        }
    }
}
