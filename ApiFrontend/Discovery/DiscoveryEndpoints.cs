using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>Search, typeahead, and what leaves soon.</summary>
public static class DiscoveryEndpoints
{
    private const string CacheStatusHeader = "X-Cache-Status";
    private const string PartialResultsHeader = "X-Partial-Results";
    private const string NotReadyMessage = "The catalogue is still being read.";

    /// <summary>Maps the routes of discovery; all of them ask for a signed-in user.</summary>
    public static IEndpointRouteBuilder MapDiscovery(this IEndpointRouteBuilder endpoints)
    {
        var discovery = endpoints.MapGroup("/api/v1/discovery").RequireAuthorization(Policies.AnyCaller).WithTags("Discovery");
        discovery.MapGet("/search", SearchAsync).WithName("search").WithSummary("Finds titles by words")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        discovery.MapGet("/suggest", SuggestAsync).WithName("suggest").WithSummary("Completes what is being typed to titles")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        discovery.MapGet("/expiring", ExpiringEndpoint.ReadAsync).WithName("expiring").WithSummary("Titles that leave a platform soon, the soonest first")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapPost("/v1/search", SearchByBodyAsync).RequireAuthorization(Policies.AnyCaller).WithTags("Discovery")
            .WithName("search_by_body").WithSummary("Finds titles by words; the same as a search by GET")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return endpoints;
    }

    private static Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchAsync(
        [AsParameters] SearchQuery query, SearchScopes scopes, IGrainFactory grains, TimeProvider time, HttpContext context) =>
        AnswerAsync(query, "q", scopes, grains, time, context);

    private static Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchByBodyAsync(
        SearchBody body, SearchScopes scopes, IGrainFactory grains, TimeProvider time, HttpContext context) =>
        AnswerAsync(body.ToQuery(), "query", scopes, grains, time, context);

    private static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> AnswerAsync(
        SearchQuery query, string queryField, SearchScopes scopes, IGrainFactory grains, TimeProvider time, HttpContext context)
    {
        var faults = new FieldFaults();
        var request = query.Check(faults, queryField);
        if (faults.Any) return faults.ToProblem();

        var started = time.GetTimestamp();
        var scope = await scopes.OfAsync(context.User, request.Filter, context.RequestAborted);
        var answer = await grains.GetGrain<ISearchGrain>(0).SearchEverywhereAsync(request, scope, context.RequestAborted);
        if (!answer.IsReady) return Problem.Unavailable(NotReadyMessage);
        var echoes = new PlatformEchoes(answer.Platforms, time.GetUtcNow());
        var response = new SearchResponse(
            request.Text,
            [.. answer.Hits.Select(found => new SearchResult(found.Hit.Document, found.Platform, found.Hit.Score, found.Hit.IsAvailable))],
            answer.Total,
            answer.Next is { } next ? PageCursor.Write(query.Scope, next) : null,
            (long)Math.Round(time.GetElapsedTime(started).TotalMilliseconds),
            echoes.ArePartial,
            echoes.Errors,
            echoes.Warnings,
            echoes.IsStale,
            echoes.AgeMinutes)
        {
            Warning = echoes.Warning,
            DataAge = echoes.DataAge,
        };
        context.Response.Headers[CacheStatusHeader] = response.Cached ? "HIT" : "MISS";
        if (response.PartialResults) context.Response.Headers[PartialResultsHeader] = "true";
        return TypedResults.Ok(response);
    }

    private static async Task<Results<Ok<SuggestResponse>, ProblemHttpResult>> SuggestAsync(
        [FromQuery(Name = "q")] string? q, [FromQuery(Name = "limit")] int? limit, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var given = faults.Text("q", q, 1, SearchQuery.MaxQueryLength) ? q : "";
        var most = faults.Limit(limit);
        if (faults.Any) return faults.ToProblem();

        var titles = await grains.GetGrain<ISearchGrain>(0).SuggestAsync(given, most, cancellationToken);
        if (titles is null) return Problem.Unavailable(NotReadyMessage);
        return TypedResults.Ok(new SuggestResponse([.. titles.Select(title => new Suggestion(title.ContentId, title.Title, title.Year, title.Type))]));
    }
}
