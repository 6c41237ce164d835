using System.Globalization;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Sources;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Platforms;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>One title, by any id that the gateway knows it by.</summary>
public static class ContentEndpoints
{
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly Dictionary<string, DeviceOs> OsByName =
        Enum.GetValues<DeviceOs>().ToDictionary(os => os.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapContent(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/content").RequireAuthorization(Policies.AnyCaller).WithTags("Catalogue")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{contentId}", ReadAsync).WithSummary("A title.");
        group.MapGet("/{contentId}/availability", ReadAvailabilityAsync).WithSummary("Where a title is to be had, now or on a day.");
        group.MapGet("/{contentId}/deep-link", ReadDeepLinkAsync).WithSummary("What opens a title on a platform.");
        return routes;
    }

    private static async Task<Results<Ok<Content>, ProblemHttpResult>> ReadAsync(string contentId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!ContentId.TryParse(PathText.Unescape(contentId), out var id, out var reason))
        {
            return Problem.InvalidField("content_id", reason);
        }

        var found = await grains.GetGrain<IContentGrain>(id.Value).ResolveAsync(cancellationToken);
        return found switch
        {
            { Title: { } content } => TypedResults.Ok(content with { RequestedId = content.ContentId == id.Value ? null : id.Value }),
            { Failure: { } failure } => UpstreamProblems.CannotTell(id.Value, failure),
            _ => Unknown(id),
        };
    }

    private static async Task<Results<Ok<AvailabilityResponse>, ProblemHttpResult>> ReadAvailabilityAsync(
        string contentId, string? region, string? on, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var parsed = ContentId.TryParse(PathText.Unescape(contentId), out var id, out var reason);
        faults.Check("content_id", parsed, reason ?? "");
        faults.Check("region", region is null || (region.Length == 2 && region.All(char.IsAsciiLetterUpper)), "must be two capital letters");
        var day = CheckDay(faults, on);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var title = grains.GetGrain<IContentGrain>(id.Value);
        var availability = day is null
            ? await title.GetAvailabilityAsync(region, cancellationToken)
            : await title.GetAvailabilityOnAsync(day.Value, region, cancellationToken);
        return availability is null
            ? Unknown(id)
            : TypedResults.Ok(new AvailabilityResponse(availability.ContentId, availability.ContentId == id.Value ? null : id.Value, day, availability.Offers));
    }

    private static DateOnly? CheckDay(FieldFaults faults, string? on)
    {
        if (on is null) return null;
        var isDay = DateOnly.TryParseExact(on, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        return faults.Check("on", isDay && day.Year is >= ContentLimits.FirstYear and <= ContentLimits.LastYear, "must be a day such as 2026-05-01") ? day : null;
    }

    private static async Task<Results<Ok<DeepLinkResponse>, ProblemHttpResult>> ReadDeepLinkAsync(
        string contentId, string? platform, string? os, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var parsed = ContentId.TryParse(PathText.Unescape(contentId), out var id, out var reason);
        faults.Check("content_id", parsed, reason ?? "");
        var known = faults.Required("platform", platform) ? PlatformDirectory.Find(platform) : null;
        faults.Check("platform", platform is null || known is not null, "is no platform that the gateway knows");
        var device = DeviceOs.Web;
        faults.Check("os", os is null || OsByName.TryGetValue(os, out device), $"must be one of {string.Join(", ", OsByName.Keys)}");
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        return await grains.GetGrain<IContentGrain>(id.Value).GetAsync(cancellationToken) is { } content
            ? TypedResults.Ok(DeepLinkResponse.Of(DeepLinks.Of(known!, content, device, id.Value)))
            : Unknown(id);
    }

    private static ProblemHttpResult Unknown(ContentId id) => Problem.NotFound("unknown_content", $"No title is known as {id.Value}.");
}
