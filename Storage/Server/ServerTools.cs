using System.Diagnostics;

namespace MediaGateway.Storage.Server;

/// <summary>Starts PostgreSQL's programs as the server's user, with an environment that holds nothing of the gateway's.</summary>
internal sealed class ServerTools(PostgresBinaries binaries, ServerAccount account)
{
    public PostgresBinaries Binaries => binaries;

    public ServerAccount Account => account;

    /// <summary>Runs one of PostgreSQL's programs to its end.</summary>
    public Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunToEndAsync(StartInfo(binaries.Program(program), arguments), cancellationToken);

    /// <summary>Runs a program of the system to its end, as the server's user.</summary>
    public Task<ToolResult> RunSystemAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunToEndAsync(StartInfo(program, arguments), cancellationToken);

    /// <summary>Gives a path to the server's user; nothing to do when that is the gateway's own.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellationToken)
    {
        if (account.UserName is not { } owner) return;
        var start = new ProcessStartInfo("chown", [owner, path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var result = await RunToEndAsync(start, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0) throw new ServerStartException($"{path} cannot be given to user {owner}: {result.Output}");
    }

    /// <summary>How a program is started for the server's user.</summary>
    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The gateway's own directory may be closed to the server's user.
            WorkingDirectory = "/",
            UserName = account.UserName,
        };
        var libraries = binaries.LibraryPath ?? Environment.GetEnvironmentVariable("LD_LIBRARY_PATH");
        // PGDATA, PGPORT and their like would steer the server; the gateway's secrets are none of its business.
        start.Environment.Clear();
        start.Environment["PATH"] = $"{binaries.Directory}:/usr/local/bin:/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C";
        start.Environment["HOME"] = "/";
        if (!string.IsNullOrEmpty(libraries)) start.Environment["LD_LIBRARY_PATH"] = libraries;
        return start;
    }

    private static async Task<ToolResult> RunToEndAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start) ?? throw new ServerStartException($"{start.FileName} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return new(process.ExitCode, $"{await output.ConfigureAwait(false)}{await errors.ConfigureAwait(false)}".Trim());
    }
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 when it did what it was asked.</param>
/// <param name="Output">What it printed.</param>
internal readonly record struct ToolResult(int ExitCode, string Output);
