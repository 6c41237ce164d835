using MediaGateway.Grains.Interfaces;
using Orleans.Hosting;

namespace MediaGateway.Silo.Runtime;

/// <summary>Carries the streams of <see cref="SiloStreams"/>: here, within the process.</summary>
public static class GrainStreams
{
    /// <summary>Adds their provider to a silo.</summary>
    public static ISiloBuilder AddSiloStreams(this ISiloBuilder silo) => silo.AddMemoryStreams(SiloStreams.Provider);
}
