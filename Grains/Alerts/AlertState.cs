using MediaGateway.Domain.Alerts;

namespace MediaGateway.Grains.Alerts;

/// <summary>What is stored of the alerts of a user.</summary>
[GenerateSerializer, Alias("mg.alert-state")]
public sealed record AlertState
{
    /// <summary>Where the user watches; null when nothing is watched.</summary>
    [Id(0)] public WatchedServices? Services { get; init; }

    /// <summary>What the services had of each title on the list at the last look.</summary>
    [Id(1)] public IReadOnlyList<SeenTitle> Seen { get; init; } = [];

    /// <summary>What the user was alerted of.</summary>
    [Id(2)] public AlertBook Book { get; init; } = AlertBook.Empty;
}
