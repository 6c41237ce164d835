using MediaGateway.Grains.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Grains.Sources;

/// <summary>Registers what source and platform grains need, besides the <see cref="ISource"/>s.</summary>
public static class SourceServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddSourceGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RetryJitter(Random.Shared.NextDouble));
        services.AddMetrics();
        services.TryAddSingleton<SourceRegister>();
        services.AddSingleton<SourceTelemetry>();
        services.AddSingleton<AnswerStores>();
        services.AddHostedService<SourceGreeting>();
        services.AddOptions<PlatformOptions>().BindConfiguration(PlatformOptions.Section)
            .Validate(options => options.AreValid(), $"A value of {PlatformOptions.Section} is out of its range; a catalogue is a known platform and a region (netflix:US).")
            .ValidateOnStart();
        services.AddHostedService<CatalogueReader>();
        return services;
    }
}
