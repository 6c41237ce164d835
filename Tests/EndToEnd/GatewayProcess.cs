using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>The real gateway in a process of its own, on a free port and a data folder of its own.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Stop = 19;
    private const int Resume = 18;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    private GatewayProcess(string data, int port)
    {
        Data = data;
        Port = port;
        Client = new HttpClient(new CutConnections(new SocketsHttpHandler { AllowAutoRedirect = false })) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The environment variables of the process beside those of the tests.</summary>
    private IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The program; the one that was built with these tests unless told.</summary>
    public string Program { get; private init; } = Path.Combine(AppContext.BaseDirectory, "MediaGateway.Silo.dll");

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>The port of the front end.</summary>
    public int Port { get; }

    /// <summary>Where the front end is reached.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>A client without credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>The process id of the running gateway.</summary>
    public int Id => _process?.Id ?? throw new InvalidOperationException("The gateway is not running.");

    /// <summary>Whether it runs, or stands still.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>What the gateway has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>A gateway that is still to be started, on an empty data folder.</summary>
    public static GatewayProcess NotStarted(string? program = null)
    {
        var data = Directory.CreateTempSubdirectory("mg-e2e-").FullName;
        return program is null ? new GatewayProcess(data, FreePort()) : new GatewayProcess(data, FreePort()) { Program = program };
    }

    /// <summary>Starts a gateway on an empty data folder and waits until it is ready.</summary>
    public static async Task<GatewayProcess> StartNewAsync(params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("mg-e2e-").FullName;
        var gateway = new GatewayProcess(data, FreePort());
        await gateway.StartAsync(arguments);
        return gateway;
    }

    /// <summary>Starts a gateway with these environment variables on an empty data folder and waits until it is ready.</summary>
    public static async Task<GatewayProcess> StartNewAsync(IReadOnlyDictionary<string, string> environment)
    {
        var gateway = new GatewayProcess(Directory.CreateTempSubdirectory("mg-e2e-").FullName, FreePort()) { Environment = environment };
        await gateway.StartAsync();
        return gateway;
    }

    /// <summary>Starts a gateway on an empty data folder and waits until it listens, ready or not.</summary>
    public static async Task<GatewayProcess> LaunchNewAsync(params string[] arguments)
    {
        var gateway = new GatewayProcess(Directory.CreateTempSubdirectory("mg-e2e-").FullName, FreePort());
        gateway.Launch(arguments);
        await gateway.WaitUntilAsync("/health/live");
        return gateway;
    }

    /// <summary>Starts the process, again after a stop or a kill, and waits until it is ready.</summary>
    public Task StartAsync(params string[] arguments)
    {
        Launch(arguments);
        return WaitUntilReadyAsync();
    }

    /// <summary>Waits until the gateway says that it is ready.</summary>
    public Task WaitUntilReadyAsync() => WaitUntilAsync("/health/ready");

    /// <summary>Asks the process to stop as a service manager would, and waits for it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        var process = _process ?? throw new InvalidOperationException("The gateway is not running.");
        Assert.Equal(0, Signal(process.Id, Terminate));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        _process = null;
        return process.ExitCode;
    }

    /// <summary>Kills the gateway as a power cut would, its PostgreSQL with it when asked.</summary>
    public async Task KillAsync(bool databaseToo)
    {
        var process = _process ?? throw new InvalidOperationException("The gateway is not running.");
        var postmaster = databaseToo ? PostmasterId() : null;
        process.Kill();
        if (postmaster is { } id)
        {
            using var database = Process.GetProcessById(id);
            database.Kill();
            await database.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        _process = null;
    }

    /// <summary>Has the process stand still, as a machine that is starved or suspended does.</summary>
    public void Pause() => Assert.Equal(0, Signal(Id, Stop));

    /// <summary>Has the process go on.</summary>
    public void Continue() => Assert.Equal(0, Signal(Id, Resume));

    /// <summary>Kills the gateway's PostgreSQL only; the gateway starts it again.</summary>
    public async Task KillDatabaseAsync()
    {
        using var database = Process.GetProcessById(PostmasterId() ?? throw new InvalidOperationException("No PostgreSQL of the gateway's is running."));
        database.Kill();
        await database.WaitForExitAsync();
    }

    /// <summary>The process id of the gateway's own PostgreSQL, by its pid file; null when none is running.</summary>
    public int? PostmasterId()
    {
        var file = Directory.EnumerateFiles(Data, "postmaster.pid", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).FirstOrDefault();
        return file is null ? null : int.Parse(File.ReadLines(file).First(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A client that sends this bearer token.</summary>
    public HttpClient As(string token)
    {
        var client = new HttpClient(new CutConnections(new SocketsHttpHandler())) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client with the admin token that the first start wrote.</summary>
    public HttpClient AsAdmin() => As(File.ReadAllText(Path.Combine(Data, "admin-token")).Trim());

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await TerminateAsync();
        }

        Client.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    /// <summary>A port that nobody listens on, below those that the system gives to outgoing connections, which would take it before the process does.</summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
                continue;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int processId, int signal);
}
