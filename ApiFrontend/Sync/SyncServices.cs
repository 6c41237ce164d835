using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>Registers sync.</summary>
public static class SyncServices
{
    /// <summary>The most bytes of one message from a device: a batch of 500 operations with room to spare.</summary>
    private const int MostMessageBytes = 4 * 1024 * 1024;

    /// <summary>Adds the hub and what its routes need.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section)
            .Validate(options => options.AreValid(), $"A value of {LiveOptions.Section} is out of its range.")
            .ValidateOnStart();
        services.AddSingleton<OperationIntake>();
        services.AddSingleton<DueRenewals>();
        services.AddSingleton<ILiveSubscriptions>(provider => provider.GetRequiredService<DueRenewals>());
        services.AddSingleton<LiveConnections>();
        services.AddHostedService<LiveRenewal>();
        services.ConfigureHttpJsonOptions(options => SyncJson.AddConverters(options.SerializerOptions));
        services.AddSignalR()
            .AddHubOptions<SyncHub>(options => options.MaximumReceiveMessageSize = MostMessageBytes)
            .AddJsonProtocol(options => SyncJson.ConfigureHub(options.PayloadSerializerOptions));
        return services;
    }
}
