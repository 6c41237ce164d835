using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MediaGateway.Storage.Server;

/// <summary>
/// The directory of the database cluster: <c>postgres</c> below the data directory. When the server's user cannot get
/// there (root's home is closed to all others), it lies below <c>/var/lib/media-gateway</c> and the data directory has a link to it.
/// </summary>
internal sealed class ClusterDirectory
{
    private const string Name = "postgres";
    private const string FallbackRoot = "/var/lib/media-gateway";
    private const string VersionFile = "PG_VERSION";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string _link;

    private ClusterDirectory(string path, string link)
    {
        Path = path;
        _link = link;
    }

    /// <summary>The full path that PostgreSQL is given.</summary>
    public string Path { get; }

    /// <summary>Whether the cluster is elsewhere than below the data directory.</summary>
    public bool IsElsewhere => Path != _link;

    /// <summary>The major version of the cluster at <paramref name="dataDirectory"/>; null when there is none yet.</summary>
    public static int? MajorVersion(string dataDirectory)
    {
        var file = System.IO.Path.Combine(dataDirectory, Name, VersionFile);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>Finds out where the cluster is or is to be.</summary>
    public static async Task<ClusterDirectory> LocateAsync(string dataDirectory, ServerTools tools, CancellationToken cancellationToken)
    {
        var wanted = System.IO.Path.Combine(dataDirectory, Name);
        if (Directory.Exists(wanted) && Directory.ResolveLinkTarget(wanted, returnFinalTarget: true) is { } target) return new(target.FullName, wanted);
        if (tools.Account.UserName is null) return new(wanted, wanted);
        var reachable = await tools.RunSystemAsync("test", ["-x", dataDirectory], cancellationToken).ConfigureAwait(false);
        if (reachable.ExitCode == 0) return new(wanted, wanted);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataDirectory)).AsSpan(0, 8));
        return new(System.IO.Path.Combine(FallbackRoot, key, Name), wanted);
    }

    /// <summary>Makes the cluster when there is none: beside its place first, so that a half-made one is never taken for whole.</summary>
    /// <exception cref="ServerStartException">It could not be made.</exception>
    public async Task EnsureAsync(ServerTools tools, CancellationToken cancellationToken)
    {
        if (File.Exists(System.IO.Path.Combine(Path, VersionFile))) return;
        if (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any())
            throw new ServerStartException($"{Path} is there and is not a PostgreSQL cluster: move it away or choose another data directory.");

        var unfinished = Path + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Create(System.IO.Path.GetDirectoryName(Path)!, IsElsewhere ? OthersPass : null);
        Create(unfinished, OwnerOnly);
        await tools.GiveAsync(unfinished, cancellationToken).ConfigureAwait(false);
        string[] arguments =
        [
            "-D", unfinished, "-U", ServerSettings.Owner, "--auth-local=trust", "--auth-host=reject",
            "-E", "UTF8", "--locale=C", "--data-checksums", "--no-instructions",
        ];
        var made = await tools.RunAsync("initdb", arguments, cancellationToken).ConfigureAwait(false);
        if (made.ExitCode != 0) throw new ServerStartException($"The database cluster cannot be made at {Path}: {made.Output}");

        if (Directory.Exists(Path)) Directory.Delete(Path);
        Directory.Move(unfinished, Path);
        if (IsElsewhere) Directory.CreateSymbolicLink(_link, Path);
    }

    private static void Create(string path, UnixFileMode? mode)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("PostgreSQL is started by the gateway on Linux only; name a server by connection string.");
        if (mode is not { } wanted) Directory.CreateDirectory(path);
        else
        {
            Directory.CreateDirectory(path, wanted);
            // The process's umask narrows what it was created with.
            File.SetUnixFileMode(path, wanted);
        }
    }
}
