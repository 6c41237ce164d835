using System.Text;

namespace MediaGateway.Storage.Server;

/// <summary>
/// The directory of the server's socket. It is open to its owner only, which is what lets the server trust whoever
/// reaches the socket. A socket's path may have 107 bytes, so a deep data directory gets one in the temporary folder.
/// </summary>
internal sealed class SocketDirectory
{
    /// <summary>How many bytes the path of a Unix socket may have on Linux.</summary>
    public const int LongestSocketPath = 107;

    private const string Name = "socket";
    private const string TemporaryPrefix = "media-gateway-";
    private const string SocketFile = "/.s.PGSQL.5432.lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly bool _temporary;

    private SocketDirectory(string path, bool temporary)
    {
        Path = path;
        _temporary = temporary;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Whether a socket below this directory has a path that the system takes.</summary>
    public static bool Fits(string directory) => Encoding.UTF8.GetByteCount(directory) + SocketFile.Length <= LongestSocketPath;

    /// <summary>Makes the directory beside the cluster, or in the temporary folder where that is too long.</summary>
    public static async Task<SocketDirectory> CreateAsync(string cluster, ServerTools tools, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("PostgreSQL is started by the gateway on Linux only; name a server by connection string.");
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(cluster)!, Name);
        var fits = Fits(beside);
        // The temporary name is random and new: nobody can have put something there before.
        var directory = fits ? Directory.CreateDirectory(beside, OwnerOnly).FullName : Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
        File.SetUnixFileMode(directory, OwnerOnly);
        await tools.GiveAsync(directory, cancellationToken).ConfigureAwait(false);
        return new(directory, !fits);
    }

    /// <summary>Removes a temporary directory that a killed gateway left behind.</summary>
    public static void RemoveLeftBehind(string? directory)
    {
        if (directory is null || !Directory.Exists(directory)) return;
        if (System.IO.Path.GetFileName(directory).StartsWith(TemporaryPrefix, StringComparison.Ordinal)) Directory.Delete(directory, recursive: true);
    }

    /// <summary>Removes the directory when it was made for this run only.</summary>
    public void Remove()
    {
        if (_temporary && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
