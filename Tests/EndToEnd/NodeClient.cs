using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using MediaGateway.Tests.Architecture;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>A program of <c>Tests/EndToEnd/clients</c>, run by Node with the packages of its lock file.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    // What came before the event that was waited for: the hub may send operations before it answers the call.
    private readonly List<JsonElement> _passed = [];
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

    private NodeClient(string script, string[] arguments)
    {
        var folder = Path.Combine(Room.Root, "Tests", "EndToEnd", "clients");
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(folder, script));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    /// <summary>Runs a program to its end and reads the JSON that it prints.</summary>
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        await using var client = new NodeClient(script, arguments);
        var output = client._process.StandardOutput.ReadToEndAsync();
        var errors = await client._process.StandardError.ReadToEndAsync();
        await client._process.WaitForExitAsync();
        Assert.True(client._process.ExitCode == 0, $"{script} ended with {client._process.ExitCode}: {errors}");
        return JsonElement.Parse(await output);
    }

    /// <summary>Starts a device on the sync hub; it connects when told to.</summary>
    public static Task<NodeClient> StartDeviceAsync(GatewayProcess gateway, Person person, string deviceId) => StartDeviceAsync(gateway, person.Token, deviceId);

    /// <summary>Starts a device on the sync hub with a token; it connects when told to.</summary>
    public static async Task<NodeClient> StartDeviceAsync(GatewayProcess gateway, string token, string deviceId)
    {
        var device = new NodeClient("device.mjs", [gateway.Address.AbsoluteUri, token, deviceId]);
        device._process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                device._events.Writer.TryComplete();
            }
            else
            {
                device._events.Writer.TryWrite(JsonElement.Parse(line.Data));
            }
        };
        device._process.ErrorDataReceived += (_, _) => { };
        device._process.BeginOutputReadLine();
        device._process.BeginErrorReadLine();
        await device.ExpectAsync("ready");
        return device;
    }

    /// <summary>Sends a command and waits for the event that answers it.</summary>
    public async Task<JsonElement> SendAsync(string command, string answer)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await ExpectAsync(answer);
    }

    /// <summary>Waits for the next event of a kind; others are kept for whoever waits for them, but an error fails.</summary>
    public async Task<JsonElement> ExpectAsync(string kind)
    {
        using var limit = new CancellationTokenSource(Patience);
        if (_passed.FindIndex(earlier => earlier.Text("event") == kind) is >= 0 and var index)
        {
            var earlier = _passed[index];
            _passed.RemoveAt(index);
            return earlier.GetProperty("data");
        }

        try
        {
            while (true)
            {
                var next = await _events.Reader.ReadAsync(limit.Token);
                if (next.Text("event") == kind)
                {
                    return next.GetProperty("data");
                }

                _passed.Add(next);
                Assert.NotEqual("error", next.Text("event"));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"No event '{kind}' from the device. It said: {string.Join("; ", _passed)}", failure);
        }
    }

    /// <summary>All events of a kind as they come, those first that came before; others are dropped, but an error fails, and so does the end of the connection.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAllAsync(string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JsonElement[] earlier = [.. _passed.Where(passed => passed.Text("event") == kind)];
        _passed.Clear();
        foreach (var passed in earlier) yield return passed.GetProperty("data");
        while (!cancellationToken.IsCancellationRequested && await WaitAsync(cancellationToken))
        {
            while (_events.Reader.TryRead(out var next))
            {
                Assert.False(next.Text("event") is "error" or "closed", next.ToString());
                if (next.Text("event") == kind) yield return next.GetProperty("data");
            }
        }
    }

    /// <summary>Collects operations until the device has seen the log up to <paramref name="seq"/>.</summary>
    public async Task<IReadOnlyList<JsonElement>> OperationsUpToAsync(long seq)
    {
        List<JsonElement> operations = [];
        while (true)
        {
            var batch = await ExpectAsync("ops");
            operations.AddRange(batch.Items("ops"));
            if (batch.GetProperty("seq").GetInt64() >= seq)
            {
                return operations;
            }
        }
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _events.Reader.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whoever reads has had enough.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
