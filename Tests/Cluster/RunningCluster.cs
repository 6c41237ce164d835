using System.Security.Cryptography;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Silo.Runtime;
using MediaGateway.Storage.Connections;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MediaGateway.Tests.Cluster;

/// <summary>Silos and front ends, each a process, on one database.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private readonly List<Part> _silos = [];
    private readonly List<Part> _frontends = [];
    private readonly string[] _shared;

    private readonly string _database;
    private readonly string _clusterId;

    private RunningCluster(string database, string clusterId, ClusterSecrets secrets)
    {
        (_database, _clusterId) = (database, clusterId);
        _shared =
        [
            "--database", database, "--cluster-id", clusterId,
            "--Security:MasterKey", secrets.MasterKey, "--Security:AdminToken", secrets.AdminToken,
        ];
    }

    public IReadOnlyList<GatewayProcess> Silos => [.. _silos.Select(silo => silo.Process)];

    public IReadOnlyList<GatewayProcess> Frontends => [.. _frontends.Select(frontend => frontend.Process)];

    /// <summary>A cluster on a database of its own.</summary>
    public static async Task<RunningCluster> StartAsync(int silos, int frontends) =>
        await StartOnAsync(await TestServer.CreateDatabaseAsync(), silos, frontends, "test", new ClusterSecrets());

    /// <summary>A cluster on this database; processes with another id form another cluster and do not know of this one.</summary>
    public static async Task<RunningCluster> StartOnAsync(string database, int silos, int frontends, string clusterId, ClusterSecrets secrets, params string[] settings)
    {
        var cluster = Prepare(database, silos, frontends, clusterId, secrets, settings);
        try
        {
            foreach (var part in cluster._silos.Concat(cluster._frontends)) await part.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A cluster of which nothing runs yet.</summary>
    public static RunningCluster Prepare(string database, int silos, int frontends, string clusterId, ClusterSecrets secrets, params string[] settings)
    {
        var cluster = new RunningCluster(database, clusterId, secrets);
        for (var silo = 0; silo < silos; silo++)
        {
            var port = GatewayProcess.FreePort();
            string[] ports = ["--role", "silo", "--silo-port", $"{port}", "--gateway-port", $"{GatewayProcess.FreePort()}"];
            cluster._silos.Add(new Part(GatewayProcess.NotStarted(), [.. ports, .. cluster._shared, .. settings]) { SiloPort = port });
        }

        for (var frontend = 0; frontend < frontends; frontend++)
        {
            cluster._frontends.Add(new Part(GatewayProcess.NotStarted(), ["--role", "frontend", .. cluster._shared, .. settings]));
        }

        return cluster;
    }

    /// <summary>Starts all processes at once and waits for none.</summary>
    public void Launch()
    {
        foreach (var part in _silos.Concat(_frontends)) part.Process.Launch(part.Arguments);
    }

    /// <summary>Starts a silo that was stopped or killed, on the ports that it had.</summary>
    public Task StartSiloAsync(int index) => _silos[index].StartAsync();

    /// <summary>Starts the silos that have ended, whatever ended them.</summary>
    public Task RestartEndedSilosAsync() => Task.WhenAll(_silos.Where(silo => !silo.Process.IsRunning).Select(silo => silo.StartAsync()));

    /// <summary>Waits until all processes are ready.</summary>
    public Task WaitUntilReadyAsync() => Task.WhenAll(_silos.Concat(_frontends).Select(part => part.Process.WaitUntilReadyAsync()));

    /// <summary>Which silo has a grain now, as the cluster itself says.</summary>
    public async Task<int> FindSiloAsync(Func<IGrainFactory, IAddressable> grain)
    {
        var address = await AskAsync(client => client.GetGrain<IManagementGrain>(0).GetActivationAddress(grain(client)).AsTask());
        return _silos.FindIndex(silo => silo.SiloPort == address?.Endpoint.Port) is >= 0 and var index ? index : throw new InvalidOperationException($"No silo has it ({address}).");
    }

    /// <summary>Asks the cluster something as one of its clients, which can ask for streams too.</summary>
    public async Task<T> AskAsync<T>(Func<IClusterClient, Task<T>> question)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (_clusterId, new DatabaseOptions().ServiceId));
            client.UseAdoNetClustering(gateways => (gateways.Invariant, gateways.ConnectionString) = (ClusterSettings.Invariant, _database));
            client.AddMemoryStreams(SiloStreams.Provider);
        });
        using var host = builder.Build();
        await host.StartAsync();
        var answer = await question(host.Services.GetRequiredService<IClusterClient>());
        await host.StopAsync();
        return answer;
    }

    /// <summary>The port on which the other silos reach this one.</summary>
    public int SiloPort(int index) => _silos[index].SiloPort;

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _frontends.Concat(_silos)) await part.Process.DisposeAsync();
    }

    private sealed record Part(GatewayProcess Process, string[] Arguments)
    {
        public int SiloPort { get; init; }

        public Task StartAsync() => Process.StartAsync(Arguments);
    }
}

/// <summary>What all silos of a cluster must be told alike.</summary>
internal sealed class ClusterSecrets
{
    public string MasterKey { get; init; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretEnvelope.KeyLength));

    public string AdminToken { get; init; } = OpaqueToken.Create(OpaqueToken.AdminPrefix);
}

/// <summary>Clusters are heavy: one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterCollection
{
    public const string Name = "a cluster of processes";
}
