using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Sources;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Platforms;

/// <summary>
/// One streaming service, through whichever of its sources answers: the first of the chain, else the next. Its key is the
/// platform's id (<c>netflix</c>).
/// </summary>
[Alias("mg.platform")]
public interface IPlatformGrain : IGrainWithStringKey
{
    /// <summary>Finds titles by words.</summary>
    [AlwaysInterleave, Repeatable, Alias("search")]
    Task<PlatformAnswer> SearchAsync(string text, PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>What is known of a title, where it can be watched included.</summary>
    /// <param name="contentId">Any id of the title that a source may know: canonical, or the platform's own.</param>
    /// <param name="ask">Where, and how long it may take.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Repeatable, Alias("details")]
    Task<PlatformAnswer> GetDetailsAsync(string contentId, PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>Where the platform has a title, as it is now.</summary>
    [AlwaysInterleave, Repeatable, Alias("availability")]
    Task<PlatformAnswer> CheckAvailabilityAsync(string contentId, PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>What leaves the platform soon: as many pages as there are, or as there is time for.</summary>
    [AlwaysInterleave, Repeatable, Alias("expiring")]
    Task<PlatformAnswer> GetExpiringAsync(int days, PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>Has what leaves soon brought up to date in the catalogue, where that was longer ago than an answer holds.</summary>
    [AlwaysInterleave, Repeatable, Alias("refresh-expiring")]
    Task RefreshExpiringAsync(PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>A page of what the platform has.</summary>
    /// <param name="cursor">The <see cref="PlatformAnswer.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="ask">Where, and how long it may take.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Repeatable, Alias("catalogue")]
    Task<PlatformAnswer> GetCatalogueAsync(string? cursor, PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>The link that opens a title on the platform; null where the title is unknown.</summary>
    /// <param name="contentId">Any id of the title; by the platform's own one it need not be known.</param>
    /// <param name="os">On what it is opened.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, ReadOnly, Alias("deep-link")]
    Task<DeepLink?> GetDeepLinkAsync(string contentId, DeviceOs os, CancellationToken cancellationToken);

    /// <summary>
    /// Says for which regions the platform's catalogue is to be kept in step; none ends it. From then on it is read by and
    /// by, with what others leave of the sources' limits, and again when it has grown old. What a whole reading no longer
    /// finds that the one before did is gone from the platform.
    /// </summary>
    [Repeatable, Alias("keep-in-step")]
    Task KeepInStepAsync(IReadOnlyList<string> regions, CancellationToken cancellationToken);

    /// <summary>Reads on where the last reading ended: some pages of each region that is due. Whoever does not wait for its time may call it.</summary>
    [Repeatable, ResponseTimeout("00:05:00"), Alias("read-on")]
    Task<IReadOnlyList<CatalogueReading>> ReadOnAsync(CancellationToken cancellationToken);

    /// <summary>Whether the platform can be asked, and how its sources stand.</summary>
    [AlwaysInterleave, ReadOnly, Alias("status")]
    Task<PlatformStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Asks all sources of the platform whether they are well, unless that was just done, and says how they stand then.</summary>
    [AlwaysInterleave, Repeatable, Alias("check-health")]
    Task<PlatformStatus> CheckHealthAsync(PlatformAsk ask, CancellationToken cancellationToken);
}

/// <summary>Where and how long.</summary>
/// <param name="Region">The country, as two capital letters.</param>
/// <param name="Budget">How long the platform may take, all its sources together.</param>
/// <param name="Priority">Whose question it is.</param>
[GenerateSerializer, Immutable, Alias("mg.platform-ask")]
public sealed record PlatformAsk(
    [property: Id(0)] string Region,
    [property: Id(1)] TimeSpan Budget,
    [property: Id(2)] CallPriority Priority = CallPriority.Interactive);

/// <summary>What a platform answered.</summary>
[GenerateSerializer, Immutable, Alias("mg.platform-answer")]
public sealed record PlatformAnswer
{
    /// <summary>The platform.</summary>
    [Id(0)] public required string Platform { get; init; }

    /// <summary>The titles that it has.</summary>
    [Id(1)] public IReadOnlyList<SourceTitle> Titles { get; init; } = [];

    /// <summary>Where the next page begins; null at the end.</summary>
    [Id(2)] public string? NextCursor { get; init; }

    /// <summary>The source that answered; null where none did.</summary>
    [Id(3)] public string? Source { get; init; }

    /// <summary>When it said so; null where none did.</summary>
    [Id(4)] public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Why there is no fresh answer; null where there is one. Titles beside it are from an earlier one.</summary>
    [Id(5)] public SourceFailure? Failure { get; init; }

    /// <summary>How many titles of the source's answer could not be read, or not be taken into the catalogue.</summary>
    [Id(6)] public int Unread { get; init; }
}

/// <summary>How a platform stands.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Health">How well it can be asked.</param>
/// <param name="Sources">Its chain of sources, the first to be asked first; those that are not configured included.</param>
[GenerateSerializer, Immutable, Alias("mg.platform-status")]
public sealed record PlatformStatus(
    [property: Id(0)] string Platform,
    [property: Id(1)] PlatformHealth Health,
    [property: Id(2)] IReadOnlyList<SourceStatus> Sources)
{
    /// <summary>How far its catalogue has been read, by region; empty where it is not kept in step.</summary>
    [Id(3)] public IReadOnlyList<CatalogueReading> Readings { get; init => field = value ?? []; } = [];

    /// <summary>The circuit of the first source that is configured.</summary>
    public CircuitState Circuit => Sources.FirstOrDefault(source => source.IsConfigured)?.Circuit ?? CircuitState.Closed;
}

/// <summary>How well a platform can be asked.</summary>
[GenerateSerializer, Alias("mg.platform-health")]
public enum PlatformHealth
{
    /// <summary>The first of its sources can be asked.</summary>
    Healthy,
    /// <summary>Only a later one can.</summary>
    Degraded,
    /// <summary>None can now.</summary>
    Unhealthy,
    /// <summary>None is configured.</summary>
    NotConfigured,
}

/// <summary>How far a platform's catalogue has been read in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Cursor">Where to read on; null at the beginning.</param>
/// <param name="Titles">How many titles were read since the beginning.</param>
/// <param name="BeganAt">When this reading began; null before the first.</param>
/// <param name="CompletedAt">When the last whole reading ended; null before the first.</param>
[GenerateSerializer, Immutable, Alias("mg.catalogue-reading")]
public sealed record CatalogueReading(
    [property: Id(0)] string Region,
    [property: Id(1)] string? Cursor,
    [property: Id(2)] int Titles,
    [property: Id(3)] DateTimeOffset? BeganAt,
    [property: Id(4)] DateTimeOffset? CompletedAt)
{
    /// <summary>Whether a reading has begun and not ended.</summary>
    public bool IsUnderWay => BeganAt is not null && (CompletedAt is null || CompletedAt < BeganAt);
}
