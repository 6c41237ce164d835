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

    /// <summary>What leaves the platform soon.</summary>
    [AlwaysInterleave, Repeatable, Alias("expiring")]
    Task<PlatformAnswer> GetExpiringAsync(int days, PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>A page of what the platform has.</summary>
    /// <param name="cursor">The <see cref="PlatformAnswer.NextCursor"/> of the page before; null for the first.</param>
    /// <param name="ask">Where, and how long it may take.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Repeatable, Alias("catalogue")]
    Task<PlatformAnswer> GetCatalogueAsync(string? cursor, PlatformAsk ask, CancellationToken cancellationToken);

    /// <summary>Whether the platform can be asked, and how its sources stand.</summary>
    [AlwaysInterleave, ReadOnly, Alias("status")]
    Task<PlatformStatus> GetStatusAsync(CancellationToken cancellationToken);
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
