using System.Security.Cryptography;
using MediaGateway.Domain.Security;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.Cluster;

/// <summary>Silos and front ends, each a process, on one database.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private readonly List<Part> _silos = [];
    private readonly List<Part> _frontends = [];
    private readonly string[] _shared;

    private RunningCluster(string database, string clusterId, ClusterSecrets secrets) => _shared =
    [
        "--database", database, "--cluster-id", clusterId,
        "--Security:MasterKey", secrets.MasterKey, "--Security:AdminToken", secrets.AdminToken,
    ];

    public IReadOnlyList<GatewayProcess> Silos => [.. _silos.Select(silo => silo.Process)];

    public IReadOnlyList<GatewayProcess> Frontends => [.. _frontends.Select(frontend => frontend.Process)];

    /// <summary>A cluster on a database of its own.</summary>
    public static async Task<RunningCluster> StartAsync(int silos, int frontends) =>
        await StartOnAsync(await TestServer.CreateDatabaseAsync(), silos, frontends, "test", new ClusterSecrets());

    /// <summary>A cluster on this database; processes with another id form another cluster and do not know of this one.</summary>
    public static async Task<RunningCluster> StartOnAsync(string database, int silos, int frontends, string clusterId, ClusterSecrets secrets, params string[] settings)
    {
        var cluster = new RunningCluster(database, clusterId, secrets);
        try
        {
            for (var silo = 0; silo < silos; silo++)
            {
                string[] ports = ["--role", "silo", "--silo-port", $"{GatewayProcess.FreePort()}", "--gateway-port", $"{GatewayProcess.FreePort()}"];
                cluster._silos.Add(new Part(GatewayProcess.NotStarted(), [.. ports, .. cluster._shared, .. settings]));
            }

            for (var frontend = 0; frontend < frontends; frontend++)
            {
                cluster._frontends.Add(new Part(GatewayProcess.NotStarted(), ["--role", "frontend", .. cluster._shared, .. settings]));
            }

            foreach (var part in cluster._silos.Concat(cluster._frontends)) await part.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a silo that was stopped or killed, on the ports that it had.</summary>
    public Task StartSiloAsync(int index) => _silos[index].StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _frontends.Concat(_silos)) await part.Process.DisposeAsync();
    }

    private sealed record Part(GatewayProcess Process, string[] Arguments)
    {
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
