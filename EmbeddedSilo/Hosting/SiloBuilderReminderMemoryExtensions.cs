using EmbeddedSilo.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Keeps reminders in memory.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Keeps reminders in memory: they end with the process.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<IReminderTable, MemoryReminderTable>();
        return builder;
    }
}
