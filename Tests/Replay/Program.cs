using System.Globalization;
using System.Runtime.InteropServices;
using MediaGateway.Replay;
using MediaGateway.Replay.Demo;

// Answers as the upstream APIs do until it is told to end.
//
//   dotnet MediaGateway.Replay.dll [--port 9000] [--demo]
//
// Ends with 1 when the port is taken and with 2 when it was called wrongly.

const int DefaultPort = 9000;
if (PortOf(args) is not { } port)
{
    await Console.Error.WriteLineAsync("usage: MediaGateway.Replay [--port <0 to 65535>] [--demo]");
    return 2;
}

using var ending = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    await using var server = await ReplayServer.StartAsync(port: port, cancellationToken: ending.Token);
    foreach (var source in server.Sources)
    {
        Console.WriteLine($"{source,-24}{server.AddressOf(source)}");
    }

    Console.WriteLine($"{"control",-24}{server.Address}control");
    Console.WriteLine($"{"broken TLS",-24}{server.BrokenTlsAddress}");
    await (args.Contains("--demo") ? DemonstrateAsync(server) : EndedAsync());
    return 0;
}
catch (IOException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}

async Task DemonstrateAsync(ReplayServer server)
{
    Console.WriteLine($"{DemoSchedule.Failing} fails for a minute of every three, {DemoSchedule.Slow} is slow now and then.");
    await new DemoRun(server, TimeProvider.System, Console.Out).RunAsync(ending.Token);
}

async Task EndedAsync()
{
    var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var registration = ending.Token.Register(ended.SetResult);
    await ended.Task;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ending.Cancel();
}

static int? PortOf(string[] arguments)
{
    var port = DefaultPort;
    for (var place = 0; place < arguments.Length; place++)
    {
        if (arguments[place] == "--demo") continue;
        var isPort = arguments[place] == "--port" && ++place < arguments.Length
            && int.TryParse(arguments[place], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue;
        if (!isPort) return null;
    }

    return port;
}
