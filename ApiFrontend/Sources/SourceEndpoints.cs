using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Sources;

/// <summary>How sources and platforms stand, for operators.</summary>
public static class SourceEndpoints
{
    private static readonly TimeSpan CheckBudget = TimeSpan.FromSeconds(2);

    /// <summary>Maps the routes; they ask for an operator.</summary>
    public static IEndpointRouteBuilder MapSources(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/admin").RequireAuthorization(Policies.Admin).WithTags("Operating")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/sources", ListAsync).WithName("list_sources").WithSummary("Every source: its keys, quotas and circuit, and what is owed to it.");
        group.MapGet("/platforms/{platform}", ReadAsync).WithName("platform_status").WithSummary("One platform: whether it can be asked, and its sources in the order in which they are.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/platforms/{platform}/check", CheckAsync).WithName("check_platform").WithSummary("Asks the platform's sources whether they are well, unless that was done within the last minute, and says how it stands then.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/platforms/{platform}/read-on", ReadOnAsync).WithName("read_catalogue_on").WithSummary("Reads some pages of the platform's catalogue now, of the regions that are kept in step, without waiting for its time.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Ok<SourceListResponse>> ListAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var standings = await Task.WhenAll(SourceDirectory.All.Select(source => grains.GetGrain<ISourceGrain>(source.Id).GetStatusAsync(cancellationToken)));
        return TypedResults.Ok(new SourceListResponse([.. standings.Select(Show)]));
    }

    private static async Task<Results<Ok<PlatformResponse>, ProblemHttpResult>> ReadAsync(string platform, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (PlatformDirectory.Find(platform) is not { } known) return Problem.NotFound("unknown_platform", $"There is no platform {platform}.");
        return TypedResults.Ok(Show(known, await grains.GetGrain<IPlatformGrain>(platform).GetStatusAsync(cancellationToken)));
    }

    private static async Task<Results<Ok<PlatformResponse>, ProblemHttpResult>> CheckAsync(string platform, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (PlatformDirectory.Find(platform) is not { } known) return Problem.NotFound("unknown_platform", $"There is no platform {platform}.");
        return TypedResults.Ok(Show(known, await grains.GetGrain<IPlatformGrain>(platform).CheckHealthAsync(new PlatformAsk(PlatformDirectory.DefaultRegion, CheckBudget), cancellationToken)));
    }

    private static PlatformResponse Show(Platform known, PlatformStatus status) =>
        new(known.Id, known.Name, known.Regions, status.Health, status.Circuit, [.. status.Sources.Select(Show)], [.. status.Readings.Select(Show)]);

    private static async Task<Results<Ok<ReadingListResponse>, ProblemHttpResult>> ReadOnAsync(string platform, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (PlatformDirectory.Find(platform) is null) return Problem.NotFound("unknown_platform", $"There is no platform {platform}.");
        // It may take longer than anybody waits for an answer; how far it came is seen in the platform's status.
        var reading = grains.GetGrain<IPlatformGrain>(platform).ReadOnAsync(CancellationToken.None);
        return TypedResults.Ok(new ReadingListResponse([.. (await reading.WaitAsync(cancellationToken)).Select(Show)]));
    }

    private static ReadingResponse Show(CatalogueReading reading) =>
        new(reading.Region, reading.Titles, reading.IsUnderWay, reading.BeganAt, reading.CompletedAt);

    private static SourceResponse Show(SourceStatus status)
    {
        var terms = SourceDirectory.Find(status.SourceId);
        return new SourceResponse(
            status.SourceId,
            terms?.Name ?? status.SourceId,
            status.IsConfigured,
            status.Circuit,
            status.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null,
            [.. status.Keys.Select(key => new SourceKeyResponse(key.Name, Math.Round(key.Load, 3), key.UnitsUsed, key.Units, key.ResetsAt, key.IsRefused))],
            status.Calls,
            status.Failures,
            status.LastAnswerAt,
            terms?.Attribution,
            terms?.Home,
            (int?)terms?.KeepFor?.TotalDays);
    }
}

/// <summary>All sources.</summary>
/// <param name="Sources">Each of them.</param>
public sealed record SourceListResponse(IReadOnlyList<SourceResponse> Sources);

/// <summary>How a source stands.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Configured">Whether it can be asked.</param>
/// <param name="Circuit">Its circuit.</param>
/// <param name="RetryAfter">In how many seconds an open circuit is probed.</param>
/// <param name="Keys">Its keys, by name.</param>
/// <param name="Calls">Calls since it was first asked in this run.</param>
/// <param name="Failures">Those that failed by its fault.</param>
/// <param name="LastAnswerAt">When it last answered.</param>
/// <param name="Attribution">What must be said where its data are shown.</param>
/// <param name="Home">Where it is at home.</param>
/// <param name="KeepDays">For how many days its data may be kept; null where nothing is said.</param>
public sealed record SourceResponse(
    string Source,
    string Name,
    bool Configured,
    CircuitState Circuit,
    int? RetryAfter,
    IReadOnlyList<SourceKeyResponse> Keys,
    long Calls,
    long Failures,
    DateTimeOffset? LastAnswerAt,
    string? Attribution,
    string? Home,
    int? KeepDays);

/// <summary>How a key stands.</summary>
/// <param name="Name">Its name, never the key.</param>
/// <param name="Load">The largest part of any of its limits that is used, 0 to 1.</param>
/// <param name="UnitsUsed">What was used of the day's quota.</param>
/// <param name="Units">The day's quota; null where days are not counted.</param>
/// <param name="ResetsAt">When the next day begins; null where days are not counted.</param>
/// <param name="Refused">Whether the source does not take it.</param>
public sealed record SourceKeyResponse(string Name, double Load, int UnitsUsed, int? Units, DateTimeOffset? ResetsAt, bool Refused);

/// <summary>How a platform stands.</summary>
/// <param name="Platform">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Regions">Where it is offered; empty where it says nothing, which is most of the world.</param>
/// <param name="Health">Whether it can be asked.</param>
/// <param name="Circuit">The circuit of the source that is asked first.</param>
/// <param name="Sources">Its sources, the first to be asked first.</param>
/// <param name="Catalogues">How far its catalogue has been read, by region; empty where it is not kept in step.</param>
public sealed record PlatformResponse(
    string Platform,
    string Name,
    IReadOnlyList<string> Regions,
    PlatformHealth Health,
    CircuitState Circuit,
    IReadOnlyList<SourceResponse> Sources,
    IReadOnlyList<ReadingResponse> Catalogues);

/// <summary>How far catalogues have been read.</summary>
/// <param name="Catalogues">By region.</param>
public sealed record ReadingListResponse(IReadOnlyList<ReadingResponse> Catalogues);

/// <summary>How far a catalogue has been read.</summary>
/// <param name="Region">The region.</param>
/// <param name="Titles">How many titles were read since the beginning.</param>
/// <param name="UnderWay">Whether it goes on.</param>
/// <param name="BeganAt">When this reading began.</param>
/// <param name="CompletedAt">When the last whole one ended.</param>
public sealed record ReadingResponse(string Region, int Titles, bool UnderWay, DateTimeOffset? BeganAt, DateTimeOffset? CompletedAt);
