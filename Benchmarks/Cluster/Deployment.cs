using System.Security.Cryptography;
using MediaGateway.Benchmarks.Http;
using MediaGateway.Benchmarks.Storage;
using MediaGateway.Domain.Security;

namespace MediaGateway.Benchmarks.Cluster;

/// <summary>One way of running the gateway: its processes, all on a database of their own on a server that all ways share.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("mg-bench-").FullName;
    private readonly List<ChildProcess> _processes = [];
    private readonly string _program;
    private readonly string[] _shared;

    private Deployment(string name, string program, string connection)
    {
        Name = name;
        _program = program;
        _shared =
        [
            "--database", connection, "--data", _data,
            "--Security:MasterKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretEnvelope.KeyLength)),
            "--Security:AdminToken", OpaqueToken.Create(OpaqueToken.AdminPrefix),
        ];
    }

    /// <summary>What it is called in the table.</summary>
    public string Name { get; }

    /// <summary>Where its front end is.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{ChildProcess.FreePort()}");

    /// <summary>Resident memory of all its processes in bytes.</summary>
    public long ResidentBytes => _processes.Sum(static process => process.ResidentBytes);

    /// <summary>Everything in one process.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="program">The gateway, in either build.</param>
    /// <param name="server">Where its database is made.</param>
    public static async Task<Deployment> OneProcessAsync(string name, string program, BenchmarkDatabase server)
    {
        var deployment = new Deployment(name, program, await server.CreateDatabaseAsync());
        await deployment.StartAsync(deployment.Address, [.. SiloPorts()]);
        return deployment;
    }

    /// <summary>So many silos behind one front end, each a process.</summary>
    public static async Task<Deployment> ManyProcessesAsync(string name, string program, BenchmarkDatabase server, int silos)
    {
        var deployment = new Deployment(name, program, await server.CreateDatabaseAsync());
        for (var silo = 0; silo < silos; silo++)
        {
            await deployment.StartAsync(new($"http://127.0.0.1:{ChildProcess.FreePort()}"), ["--role", "silo", .. SiloPorts()]);
        }

        await deployment.StartAsync(deployment.Address, ["--role", "frontend"]);
        return deployment;
    }

    public async ValueTask DisposeAsync()
    {
        // Front ends were started last and go first: no request is to arrive that no silo would serve.
        for (var process = _processes.Count - 1; process >= 0; process--) await _processes[process].DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static IEnumerable<string> SiloPorts() => ["--silo-port", $"{ChildProcess.FreePort()}", "--gateway-port", $"{ChildProcess.FreePort()}"];

    private async Task StartAsync(Uri address, string[] arguments) =>
        _processes.Add(await ChildProcess.StartAsync(_program, new Uri(address, "/health/ready"), ["--port", $"{address.Port}", .. arguments, .. _shared]));
}
