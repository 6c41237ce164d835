using System.Diagnostics;

namespace MediaGateway.Tests.EndToEnd;

/// <content>How it is started and waited for.</content>
internal sealed partial class GatewayProcess
{
    /// <summary>Waits until it has printed this.</summary>
    public async Task WaitForOutputAsync(string text)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The gateway ended with {_process.ExitCode} before it printed '{text}':\n{Output}");
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForEndAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await _process!.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    public void Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        string[] all = [Program, "--port", $"{Port}", "--data", Data, .. arguments];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }

    private async Task WaitUntilAsync(string health)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pause.WaitForNextTickAsync(limit.Token))
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The gateway ended with {_process.ExitCode} before it was ready:\n{Output}");
            }

            try
            {
                using var answer = await Client.GetAsync(health, limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError is HttpRequestError.ConnectionError)
            {
                // Nothing listens yet; the limit above ends the wait.
                continue;
            }
        }
    }
}
