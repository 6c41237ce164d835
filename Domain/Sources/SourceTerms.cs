using System.Text.Json;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Resilience;

namespace MediaGateway.Domain.Sources;

/// <summary>
/// One upstream API, as data: how often it may be called, how long its answers hold, and what is owed to it. A further
/// source is a further entry of <c>sources.json</c>, and a folder that speaks its protocol.
/// </summary>
public sealed record SourceTerms
{
    /// <summary>What the gateway calls it (<c>tmdb</c>).</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Where people find it.</summary>
    public required string Home { get; init; }

    /// <summary>What must be said where its data are shown; null where nothing must.</summary>
    public string? Attribution { get; init; }

    /// <summary>Where the terms can be read under which it gives its data; null where they are not public.</summary>
    public string? Terms { get; init; }

    /// <summary>How many calls any window may hold, for each key.</summary>
    public IReadOnlyList<CallWindow> Windows { get; init => field = value ?? []; } = [];

    /// <summary>How many calls may go at once, for each key.</summary>
    public required int Burst { get; init; }

    /// <summary>How many calls come back each second after a burst, for each key.</summary>
    public required double PerSecond { get; init; }

    /// <summary>What a day may cost, for each key; null where days are not counted.</summary>
    public QuotaTerms? Quota { get; init; }

    /// <summary>How long an answer is as good as a new one, by what was asked; what is not named holds <see cref="DefaultFreshness"/>.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Freshness { get; init => field = value ?? field; } = new Dictionary<string, TimeSpan>();

    /// <summary>How long after that it may still be given where no new one is to be had.</summary>
    public required TimeSpan StaleFor { get; init; }

    /// <summary>How long data of it may be kept at all; null where nothing is said.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>Whether the catalogue of a platform that it lists is all that the platform has, so that what is missing has left.</summary>
    public bool ListsWhole { get; init; }

    /// <summary>Whether its search tells which titles there are and not where they are: for that each is to be looked up.</summary>
    public bool SearchesTitlesOnly { get; init; }

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init => field = value == TimeSpan.Zero ? field : value; } = TimeSpan.FromSeconds(3);

    /// <summary>How long its circuit stays open.</summary>
    public TimeSpan? CircuitOpenFor { get; init; }

    /// <summary>When its circuit opens and closes.</summary>
    public CircuitRule Circuit => CircuitOpenFor is { } time ? CircuitRule.Default with { OpenFor = time } : CircuitRule.Default;

    /// <summary>The same for questions about a platform, which may leave it alone for longer; null is about none.</summary>
    public CircuitRule CircuitFor(string? platform) =>
        platform is not null && PlatformDirectory.Find(platform)?.CircuitOpenFor is { } time && time > Circuit.OpenFor ? Circuit with { OpenFor = time } : Circuit;

    /// <summary>How long an answer is fresh of which nothing is said.</summary>
    public static TimeSpan DefaultFreshness { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it is remembered that a source does not know a title.</summary>
    public static TimeSpan NegativeFreshness { get; } = TimeSpan.FromHours(1);

    /// <summary>How long it is taken to be well after it was.</summary>
    public static TimeSpan HealthFreshness { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an answer is fresh. A platform's catalogue that is read more often is asked for as often.</summary>
    public TimeSpan FreshFor(SourceOperation operation, string? platform)
    {
        var time = FreshFor(operation);
        return operation is SourceOperation.Catalogue && platform is not null && PlatformDirectory.Find(platform)?.ReadEvery is { } every && every < time ? every : time;
    }

    /// <summary>How long an answer is fresh.</summary>
    public TimeSpan FreshFor(SourceOperation operation) =>
        Freshness.GetValueOrDefault(NameOf(operation), operation is SourceOperation.Health ? HealthFreshness : DefaultFreshness);

    /// <summary>What a call costs of the day's quota.</summary>
    public int CostOf(SourceOperation operation) => Quota?.Costs.GetValueOrDefault(NameOf(operation), 1) ?? 0;

    private static string NameOf(SourceOperation operation) => JsonNamingPolicy.SnakeCaseLower.ConvertName(operation.ToString());
}

/// <summary>How many calls a window may hold.</summary>
/// <param name="Calls">The most calls.</param>
/// <param name="Seconds">How long the window is.</param>
public sealed record CallWindow(int Calls, double Seconds)
{
    /// <summary>How long the window is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(Seconds);
}

/// <summary>What a day may cost.</summary>
public sealed record QuotaTerms
{
    /// <summary>The units of a day.</summary>
    public required int Units { get; init; }

    /// <summary>What a call costs, by what is asked; what is not named costs one.</summary>
    public IReadOnlyDictionary<string, int> Costs { get; init => field = value ?? field; } = new Dictionary<string, int>();

    /// <summary>Where the day begins at midnight: <c>UTC</c>, or a time zone by its IANA name (YouTube really begins its day in <c>America/Los_Angeles</c>).</summary>
    public string Zone { get; init => field = value ?? field; } = "UTC";
}
