using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>What leaves soon.</summary>
internal static class ExpiringEndpoint
{
    /// <summary>Answers one page.</summary>
    public static async Task<Results<Ok<ExpiringResponse>, ProblemHttpResult>> ReadAsync(
        [AsParameters] ExpiringQuery query, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        query.Check(faults);
        // A cursor belongs to a region: where one is at fault already, the other is not looked up.
        if (faults.Any) return faults.ToProblem();
        var region = query.Region?.ToUpperInvariant() ?? await RegionOfAsync(caller, grains, cancellationToken);
        var request = query.ToRequest(faults, region);
        if (faults.Any) return faults.ToProblem();

        var page = await grains.GetGrain<IExpiringTitlesGrain>(0).ReadAsync(request, cancellationToken);
        return TypedResults.Ok(new ExpiringResponse(
            [.. page.Items.Select(title => ExpiringItem.Of(title, region))],
            page.Total,
            page.Next is { } next ? PageCursor.Write(query.Scope(region), next) : null));
    }

    // An operator has no account, and so no region.
    private static async Task<string> RegionOfAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        caller.FindFirst(CallerIdentity.SubjectClaim)?.Value is { } userId
        && await grains.GetGrain<IUserAccountGrain>(userId).GetProfileAsync(cancellationToken) is { Region: { } region }
            ? region
            : ExpiringQuery.DefaultRegion;
}
