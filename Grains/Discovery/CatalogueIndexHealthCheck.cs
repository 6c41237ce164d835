using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaGateway.Grains.Discovery;

/// <summary>Healthy once the whole catalogue can be searched.</summary>
internal sealed class CatalogueIndexHealthCheck(CatalogueIndex index) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(index.IsLoaded
            ? HealthCheckResult.Healthy("The catalogue can be searched.")
            : new HealthCheckResult(context.Registration.FailureStatus, "The catalogue is still being read."));
}
