namespace MediaGateway.Domain.Alerts;

/// <summary>Where a user watches.</summary>
/// <param name="Platforms">The services that the user has.</param>
/// <param name="Region">The country whose offers count, in two capital letters.</param>
[GenerateSerializer, Immutable, Alias("mg.watched-services")]
public sealed record WatchedServices([property: Id(0)] IReadOnlyList<string> Platforms, [property: Id(1)] string Region)
{
    /// <summary>Whether the other means the same services in the same region.</summary>
    public bool Means(WatchedServices other) => Region == other.Region && Platforms.ToHashSet(StringComparer.Ordinal).SetEquals(other.Platforms);
}
