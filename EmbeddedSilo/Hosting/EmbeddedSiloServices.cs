using EmbeddedSilo.Calls;
using EmbeddedSilo.Reminders;
using EmbeddedSilo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using Orleans.Timers;

namespace EmbeddedSilo.Hosting;

/// <summary>Registers the parts of the silo.</summary>
internal static class EmbeddedSiloServices
{
    public static void AddEmbeddedSilo(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new RegisteredServices(services));
        services.AddSingleton<SiloTelemetry>();
        services.AddSingleton<SiloRuntime>();
        services.AddSingleton<IGrainRuntime>(static provider => provider.GetRequiredService<SiloRuntime>());
        services.AddSingleton(static provider => provider.GetRequiredService<SiloRuntime>().TimerRegistry);
        services.AddSingleton<EmbeddedGrainFactory>();
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<EmbeddedGrainFactory>());
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<EmbeddedGrainFactory>());
        services.AddSingleton<IPersistentStateFactory, GrainStateFactory>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<IReminderRegistry>(static provider => provider.GetRequiredService<ReminderService>());
        services.AddHostedService<SiloService>();
    }
}
