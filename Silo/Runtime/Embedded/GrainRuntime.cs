using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace MediaGateway.Silo.Runtime;

/// <summary>Hosts grains on the single-process runtime of this repository, which has nothing of its own to be told.</summary>
public static class GrainRuntime
{
    /// <summary>Adds the grain runtime to a process that has it for itself. State and reminders are kept where they are registered.</summary>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(static silo => silo.AddReminders().AddSiloStreams());

    /// <summary>Adds the grain runtime to a process of the gateway. State and reminders are kept where the storage room registers them.</summary>
    /// <exception cref="OptionsValidationException">The role is that of a part of a cluster.</exception>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, GatewayOptions options)
    {
        if (options.Role is not GatewayRole.All)
        {
            throw new OptionsValidationException(GatewayOptions.Section, typeof(GatewayOptions), [
                $"{GatewayOptions.Section}:{nameof(options.Role)}: this build runs everything in one process. Build with -p:GrainRuntime=Orleans to run silos and front ends apart."]);
        }

        builder.AddGrainRuntime();
    }
}
