using MediaGateway.Grains.Interfaces.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaGateway.ApiFrontend.Health;

/// <summary>Healthy when a silo answers: the check of a front end that hosts no grains itself.</summary>
internal sealed class ClusterHealthCheck(IGrainFactory grains) : IHealthCheck
{
    /// <summary>How long a silo may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // A stateless worker that describes nothing: the shortest way into a silo and back, once its catalogue is read.
            await grains.GetGrain<ITitleLookupGrain>(0).DescribeAsync([], cancellationToken);
            return HealthCheckResult.Healthy("A silo answers.");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"No silo answers: {fault.Message}");
        }
    }
}

/// <summary>Registers what a front end says of the cluster behind it.</summary>
public static class ClusterHealthServices
{
    /// <summary>Adds the check, which must hold before clients are sent here.</summary>
    public static IServiceCollection AddClusterHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>("cluster", tags: [HealthEndpoints.ReadyTag], timeout: ClusterHealthCheck.Patience);
        return services;
    }
}
