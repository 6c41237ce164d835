using MediaGateway.Silo.Runtime;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>The silos that a test has in its process: a cluster of three on this runtime, called from outside as front ends do.</summary>
internal sealed class TestSilos : IAsyncDisposable
{
    /// <summary>How long the turns of grains may take that follow from what has happened now: their messages go from silo to silo.</summary>
    public static readonly TimeSpan Turns = TimeSpan.FromMilliseconds(10);

    /// <summary>By how much something may come later than it is due on a busy machine: the clock goes on meanwhile.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    private const short Count = 3;

    private readonly InProcessTestCluster _cluster;

    private TestSilos(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>Calls their grains.</summary>
    public IClusterClient Grains => _cluster.Client;

    /// <summary>What each of them is made of.</summary>
    public IReadOnlyList<IServiceProvider> Services => [.. _cluster.Silos.Select(silo => silo.ServiceProvider)];

    /// <summary>Starts them, all alike. What they are to share is made before.</summary>
    public static async Task<TestSilos> StartAsync(Action<ISiloBuilder> compose)
    {
        var builder = new InProcessTestClusterBuilder(Count);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            compose(silo);
            silo.Services.AddTravellingExceptions();
            // A test that moves the clock by a day would have each silo find that the others have been silent for as long.
            silo.Configure<ClusterMembershipOptions>(static membership => membership.LivenessEnabled = false);
        });
        builder.ConfigureClient(static client => client.Services.AddTravellingExceptions());
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestSilos(cluster);
    }

    /// <summary>Stops them as a service manager would.</summary>
    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
