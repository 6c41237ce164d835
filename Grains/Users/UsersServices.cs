using MediaGateway.Grains.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Grains.Users;

/// <summary>Registers what user and device grains need, besides an <see cref="IUserJournal"/>.</summary>
public static class UsersServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TaskScheduler.Default);
        services.TryAddSingleton(static provider => new IdSource(provider.GetRequiredService<TimeProvider>(), Random.Shared));
        services.AddMetrics();
        services.AddSingleton<UserTelemetry>();
        services.AddSingleton<SnapshotTurns>();
        services.AddOptions<UserOptions>().BindConfiguration(UserOptions.Section)
            .Validate(options => options.AreValid(), $"A value of {UserOptions.Section} is out of its range.")
            .ValidateOnStart();
        services.AddOptions<DeviceOptions>().BindConfiguration(DeviceOptions.Section)
            .Validate(options => options.AreValid(), $"A value of {DeviceOptions.Section} is out of its range.")
            .ValidateOnStart();
        return services;
    }
}
