using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>A silo that knows no other: the only kind that the embedded runtime has.</summary>
internal static class Alone
{
    public static ISiloBuilder UseNoCluster(this ISiloBuilder silo) => silo;
}
