using System.Globalization;

namespace MediaGateway.Storage.Server;

/// <summary>
/// What a running server writes into <c>postmaster.pid</c>: line 1 its process id, line 5 its socket directory,
/// line 8 how far it has come. The file outlives a server that was killed, and then its process id may meanwhile
/// belong to anything.
/// </summary>
/// <param name="ProcessId">The process that wrote it.</param>
/// <param name="SocketDirectory">Where its socket is; null when it was not written yet.</param>
/// <param name="IsReady">Whether it takes connections.</param>
public sealed record PostmasterFile(int ProcessId, string? SocketDirectory, bool IsReady)
{
    private const string Name = "postmaster.pid";
    private const int SocketDirectoryLine = 4;
    private const int StatusLine = 7;

    /// <summary>Where the file of a cluster is.</summary>
    public static string PathIn(string cluster) => Path.Combine(cluster, Name);

    /// <summary>Reads the file of a cluster; null when there is none, or none that is whole.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        var path = PathIn(cluster);
        if (!File.Exists(path)) return null;
        try
        {
            return Parse(File.ReadAllLines(path));
        }
        catch (FileNotFoundException)
        {
            // The server removed it between the two looks.
            return null;
        }
    }

    /// <summary>Whether that process is a PostgreSQL server of this very cluster.</summary>
    /// <remarks>Its arguments are looked at, which any user may read; its working directory is closed to root in many containers.</remarks>
    public bool IsServerOf(string cluster)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{ProcessId}/cmdline").Split('\0');
            return Path.GetFileName(arguments[0]) is "postgres" or "postmaster" && arguments.Contains(cluster, StringComparer.Ordinal);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }

    private static PostmasterFile? Parse(string[] lines) =>
        lines.Length > 0 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            ? new(
                processId,
                lines.Length > SocketDirectoryLine && lines[SocketDirectoryLine].Length > 0 ? lines[SocketDirectoryLine] : null,
                lines.Length > StatusLine && lines[StatusLine].AsSpan().Trim() is "ready")
            : null;
}
