using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace EmbeddedSilo.Scheduling;

/// <summary>Chooses where turns run.</summary>
public static class TurnSchedulerSiloBuilderExtensions
{
    /// <summary>Has <paramref name="scheduler"/> run the turns of this silo's grains and observers.</summary>
    public static ISiloBuilder UseTurnScheduler(this ISiloBuilder builder, ITurnScheduler scheduler)
    {
        builder.Services.AddSingleton(scheduler);
        return builder;
    }
}
