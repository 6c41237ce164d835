using Orleans.Configuration;
using Orleans.Hosting;

namespace MediaGateway.Silo.Runtime;

/// <summary>Hosts grains on Microsoft Orleans. State and reminders stay in the rows that the single node uses.</summary>
public static class GrainRuntime
{
    /// <summary>Adds the grain runtime to a process. State and reminders are kept where the storage room registers them.</summary>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering();
        silo.AddReminders();
        silo.Configure<ClusterOptions>(builder.Configuration.GetSection("Cluster"));
    });
}
