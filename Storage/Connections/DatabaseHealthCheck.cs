using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaGateway.Storage.Connections;

/// <summary>Healthy while the gate is open. It costs nothing: the watch does the looking.</summary>
internal sealed class DatabaseHealthCheck(DatabaseGate gate) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gate.State == DatabaseState.Ready
            ? HealthCheckResult.Healthy("The database answers.")
            : new(context.Registration.FailureStatus, gate.State switch
            {
                DatabaseState.Starting => "The database is not ready yet.",
                DatabaseState.Refused => "The database cannot be used by this gateway.",
                _ => "The database does not answer.",
            }));
}
