using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.Domain.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Sources;

/// <summary>What is owed to sources, for whoever shows their data.</summary>
public static class AttributionEndpoints
{
    private static readonly AttributionListResponse All = new([.. SourceDirectory.All.Select(source =>
        new AttributionResponse(source.Id, source.Name, source.Home, source.Attribution, source.Terms, (int?)source.KeepFor?.TotalDays))]);

    /// <summary>Maps the route; it asks for any caller.</summary>
    public static IEndpointRouteBuilder MapAttributions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/sources", Read).RequireAuthorization(Policies.AnyCaller).WithTags("Discovery")
            .WithName("attributions").WithSummary("What must be shown with the data of each source that provenance and offers name, and for how long they may be kept.");
        return routes;
    }

    private static Ok<AttributionListResponse> Read() => TypedResults.Ok(All);
}

/// <summary>What is owed to sources.</summary>
/// <param name="Sources">To each of them.</param>
public sealed record AttributionListResponse(IReadOnlyList<AttributionResponse> Sources);

/// <summary>What is owed to a source.</summary>
/// <param name="Source">Its id, as <c>provenance</c> and <c>availability</c> of a title name it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Home">Where it is at home.</param>
/// <param name="Attribution">What must be said where its data are shown; null where nothing must.</param>
/// <param name="Terms">Where the terms are under which it gives its data; null where they are not public.</param>
/// <param name="KeepDays">For how many days its data may be kept; null where nothing is said.</param>
public sealed record AttributionResponse(string Source, string Name, string Home, string? Attribution, string? Terms, int? KeepDays);
