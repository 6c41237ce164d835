namespace MediaGateway.ApiFrontend.Health;

/// <summary>How the health of the parts makes the health of the whole.</summary>
public sealed class HealthOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Frontend:Health";

    /// <summary>The weight of a part that must hold for readiness and has none of its own in <see cref="Weights"/>.</summary>
    public const double NeededWeight = 2;

    /// <summary>The weight of any other part.</summary>
    public const double OtherWeight = 1;

    /// <summary>The greatest weight.</summary>
    public const double MaxWeight = 1_000;

    /// <summary>Weights by the part's name, as in <c>services</c> of <c>GET /health</c>.</summary>
    /// <value>0 to <see cref="MaxWeight"/> each; a part of weight 0 counts for nothing. Empty unless told.</value>
    public Dictionary<string, double> Weights { get; init; } = new(StringComparer.Ordinal);
}
