using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Interfaces.Discovery;

/// <summary>Where a search looks beside the catalogue.</summary>
/// <param name="Platforms">The platforms to ask.</param>
/// <param name="Region">The country, as two capital letters.</param>
[GenerateSerializer, Immutable, Alias("mg.federated-scope")]
public sealed record FederatedScope([property: Id(0)] IReadOnlyList<string> Platforms, [property: Id(1)] string Region);

/// <summary>What was found everywhere.</summary>
/// <param name="IsReady">False while the silo still reads the catalogue: nothing was searched.</param>
/// <param name="Hits">One page, the best first.</param>
/// <param name="Total">How many titles match on all pages.</param>
/// <param name="Next">After which hit the next page begins; null when this is the last.</param>
/// <param name="Platforms">How each platform that was asked answered.</param>
[GenerateSerializer, Immutable, Alias("mg.federated-answer")]
public sealed record FederatedAnswer(
    [property: Id(0)] bool IsReady,
    [property: Id(1)] IReadOnlyList<FederatedHit> Hits,
    [property: Id(2)] int Total,
    [property: Id(3)] Domain.Discovery.HitPosition? Next,
    [property: Id(4)] IReadOnlyList<PlatformEcho> Platforms);

/// <summary>One title that was found.</summary>
/// <param name="Hit">The title.</param>
/// <param name="Platform">The platform that named it; null where only the catalogue did.</param>
[GenerateSerializer, Immutable, Alias("mg.federated-hit")]
public sealed record FederatedHit([property: Id(0)] SearchHit Hit, [property: Id(1)] string? Platform);

/// <summary>How a platform answered.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Failure">Why it gave no fresh answer; null where it gave one.</param>
/// <param name="StaleSince">When the answer was given that took the place of a fresh one; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("mg.platform-echo")]
public sealed record PlatformEcho(
    [property: Id(0)] string Platform,
    [property: Id(1)] SourceFailure? Failure,
    [property: Id(2)] DateTimeOffset? StaleSince);
