using System.Net;
using System.Net.Sockets;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>A silo that knows no other, on ports of its own and with a name of its own for itself.</summary>
internal static class Alone
{
    public static ISiloBuilder UseNoCluster(this ISiloBuilder silo) => silo.UseLocalhostClustering(FreePort(), FreePort(), clusterId: $"alone-{Guid.NewGuid()}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
