using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>What operators say of titles: that two are one, and that one is two.</summary>
public static class TitleDecisionEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapTitleDecisions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/admin/catalogue").RequireAuthorization(Policies.Admin).WithTags("Operating")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/merge", MergeAsync).WithSummary("Makes one title of two; the other's ids lead to it, and it can be split again.");
        group.MapPost("/split", SplitAsync).WithSummary("Gives back a title that another one took in; the two are not merged again by themselves.");
        return routes;
    }

    private static async Task<Results<Ok<TitleMergeResponse>, ProblemHttpResult>> MergeAsync(
        TitleMergeRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        CheckId(faults, "content_id", request.ContentId);
        CheckId(faults, "other_id", request.OtherId);
        faults.Check("other_id", request.OtherId is null || request.OtherId != request.ContentId, "must be of another title");
        if (faults.Any) return faults.ToProblem();
        var decision = await Writer(grains).MergeAsync(request.ContentId!, request.OtherId!, cancellationToken);
        return decision.Outcome switch
        {
            TitleDecisionOutcome.Done => TypedResults.Ok(new TitleMergeResponse(decision.ContentId, decision.OtherId)),
            TitleDecisionOutcome.UnknownTitle => Unknown(request.ContentId!),
            _ => Unknown(request.OtherId!),
        };
    }

    private static async Task<Results<Ok<TitleSplitResponse>, ProblemHttpResult>> SplitAsync(
        TitleSplitRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        CheckId(faults, "content_id", request.ContentId);
        CheckId(faults, "absorbed_id", request.AbsorbedId);
        if (faults.Any) return faults.ToProblem();
        var decision = await Writer(grains).SplitAsync(request.ContentId!, request.AbsorbedId!, cancellationToken);
        return decision.Outcome switch
        {
            TitleDecisionOutcome.Done => TypedResults.Ok(new TitleSplitResponse(decision.ContentId, decision.OtherId)),
            TitleDecisionOutcome.UnknownTitle => Unknown(request.ContentId!),
            _ => Problem.NotFound("unknown_absorbed", $"{decision.ContentId} is not known to have taken in a title {request.AbsorbedId}."),
        };
    }

    private static ICatalogueImportGrain Writer(IGrainFactory grains) => grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key);

    private static void CheckId(FieldFaults faults, string field, string? id)
    {
        if (!faults.Text(field, id, 1, SyncLimits.MaxContentIdLength)) return;
        var parsed = ContentId.TryParse(id, out _, out var reason);
        faults.Check(field, parsed, reason ?? "");
    }

    private static ProblemHttpResult Unknown(string id) => Problem.NotFound("unknown_content", $"No title is known as {id}.");
}
