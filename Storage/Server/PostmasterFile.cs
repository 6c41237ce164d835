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

    /// <summary>Whether that process is a PostgreSQL server of this very cluster, whichever path it was started with.</summary>
    /// <remarks>Its arguments are looked at, which any user may read; its working directory is closed to root in many containers.</remarks>
    public bool IsServerOf(string cluster)
    {
        if (Arguments() is not [var program, ..] arguments || Path.GetFileName(program) is not ("postgres" or "postmaster")) return false;
        var option = Array.IndexOf(arguments, "-D");
        if (option < 0 || option + 1 == arguments.Length) return false;
        var directory = arguments[option + 1];
        return directory == cluster || (File.Exists(PathIn(directory)) && File.ReadAllText(PathIn(directory)) == File.ReadAllText(PathIn(cluster)));
    }

    /// <summary>Whether that process lives, whatever it is by now.</summary>
    public bool IsAlive => Arguments() is not null;

    /// <summary>
    /// Names another process in the file of a cluster and leaves the rest as it is: what the file says of shared memory
    /// lets a new server find out whether a process of the killed one still works on the cluster.
    /// </summary>
    public static void Rename(string cluster, int processId)
    {
        var lines = File.ReadAllLines(PathIn(cluster));
        lines[0] = processId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllLines(PathIn(cluster), lines);
    }

    /// <summary>What the process was started with; null when there is no such process.</summary>
    private string[]? Arguments()
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessId}/cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return null;
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
