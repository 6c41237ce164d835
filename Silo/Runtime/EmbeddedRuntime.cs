using Orleans.Hosting;

namespace MediaGateway.Silo.Runtime;

/// <summary>Hosts grains on the single-process runtime of this repository, which has nothing of its own to be told.</summary>
public static class GrainRuntime
{
    /// <summary>Adds the grain runtime to a process. State and reminders are kept where the storage room registers them.</summary>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder) =>
        builder.UseOrleans(static silo => silo.AddReminders());
}
