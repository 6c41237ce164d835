using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.Grains.Alerts;

/// <summary>Registers what alerts need in a silo.</summary>
public static class AlertServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section)
            .Validate(options => options.AreValid(), $"A value of {AlertOptions.Section} is out of its range.")
            .ValidateOnStart();
        return services;
    }
}
