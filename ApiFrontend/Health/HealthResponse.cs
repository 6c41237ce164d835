using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaGateway.ApiFrontend.Health;

/// <summary>One word of health.</summary>
/// <param name="Status">The word.</param>
public sealed record LiveResponse(string Status);

/// <summary>The health of the gateway.</summary>
/// <param name="Status">Of the whole, by weight.</param>
/// <param name="Services">Of each part.</param>
public sealed record HealthResponse(HealthWord Status, IReadOnlyDictionary<string, ServiceHealth> Services)
{
    // Below this part of the weight in good health the whole is no longer merely degraded.
    private const double LeastHealthyShare = 0.5;

    /// <summary>What the checks found. A part that must hold for readiness and is down makes the whole unhealthy, unless it weighs nothing.</summary>
    public static HealthResponse Of(HealthReport report, HealthOptions options)
    {
        var services = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new ServiceHealth(WordOf(entry.Value.Status), entry.Value.Description, (long)entry.Value.Duration.TotalMilliseconds),
            StringComparer.Ordinal);
        return new HealthResponse(Weigh(report, options), services);
    }

    private static HealthWord Weigh(HealthReport report, HealthOptions options)
    {
        var (all, good) = (0.0, 0.0);
        foreach (var (name, entry) in report.Entries)
        {
            var needed = entry.Tags.Contains(HealthEndpoints.ReadyTag);
            var weight = options.Weights.GetValueOrDefault(name, needed ? HealthOptions.NeededWeight : HealthOptions.OtherWeight);
            if (needed && weight > 0 && entry.Status is HealthStatus.Unhealthy)
            {
                return HealthWord.Unhealthy;
            }

            all += weight;
            good += weight * (double)entry.Status / (double)HealthStatus.Healthy;
        }

        return good >= all ? HealthWord.Healthy : good >= all * LeastHealthyShare ? HealthWord.Degraded : HealthWord.Unhealthy;
    }

    private static HealthWord WordOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => HealthWord.Healthy,
        HealthStatus.Degraded => HealthWord.Degraded,
        _ => HealthWord.Unhealthy,
    };
}

/// <summary>The health of one part.</summary>
/// <param name="Status">How it is.</param>
/// <param name="Description">Why, where there is something to say.</param>
/// <param name="DurationMs">How long the look took, in milliseconds.</param>
public sealed record ServiceHealth(HealthWord Status, string? Description, long DurationMs);

/// <summary>How something is.</summary>
public enum HealthWord
{
    /// <summary>As it should be.</summary>
    Healthy,
    /// <summary>It serves, but not as it should.</summary>
    Degraded,
    /// <summary>It does not serve.</summary>
    Unhealthy,
}
