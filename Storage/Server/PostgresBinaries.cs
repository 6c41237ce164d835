using System.Globalization;

namespace MediaGateway.Storage.Server;

/// <summary>Where the PostgreSQL programs are, and the libraries that came with them.</summary>
/// <param name="Directory">The directory of <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>.</param>
/// <param name="LibraryPath">Directories of shared libraries outside the system's own; null when there are none.</param>
public sealed record PostgresBinaries(string Directory, string? LibraryPath)
{
    /// <summary>The folder below the data directory into which Debian's packages are unpacked when they cannot be installed.</summary>
    public const string UnpackedFolder = "postgresql";

    private const string DebianFolder = "usr/lib/postgresql";

    /// <summary>
    /// Finds the newest programs that can open the cluster: a cluster that exists belongs to one major version for good.
    /// </summary>
    /// <param name="configured">The directory from the options; nothing else is looked at when it is given.</param>
    /// <param name="dataDirectory">The gateway's data directory.</param>
    /// <param name="clusterMajor">The major version of the cluster; null when it is still to be made.</param>
    /// <exception cref="ServerStartException">There are none.</exception>
    public static PostgresBinaries Find(string? configured, string dataDirectory, int? clusterMajor)
    {
        var candidates = configured is null ? Candidates(dataDirectory) : [new(configured, null)];
        var complete = candidates.Where(candidate => candidate.IsComplete).ToList();
        return complete.Find(candidate => clusterMajor is null || candidate.Major is not int major || major == clusterMajor)
            ?? throw new ServerStartException(complete.Count == 0
                ? $"The PostgreSQL programs are not installed: looked in {string.Join(", ", candidates.Select(candidate => candidate.Directory))}. Install Debian's package 'postgresql', or name a server by connection string."
                : $"The database below {dataDirectory} was made by PostgreSQL {clusterMajor}, and only {string.Join(", ", complete.Select(candidate => candidate.Directory))} is installed.");
    }

    /// <summary>The full path of one program.</summary>
    public string Program(string name) => Path.Combine(Directory, name);

    private bool IsComplete => File.Exists(Program("postgres")) && File.Exists(Program("initdb")) && File.Exists(Program("pg_ctl"));

    /// <summary>Debian keeps each major version in a folder of its number; elsewhere it is not known from the path.</summary>
    private int? Major => MajorOf(Path.GetDirectoryName(Directory));

    private static List<PostgresBinaries> Candidates(string dataDirectory)
    {
        var unpacked = Path.Combine(dataDirectory, UnpackedFolder);
        return
        [
            .. Versions(Path.Combine(unpacked, DebianFolder)).Select(directory => new PostgresBinaries(directory, LibrariesBelow(unpacked))),
            .. Versions(Path.Combine("/", DebianFolder)).Select(directory => new PostgresBinaries(directory, null)),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(directory => new PostgresBinaries(directory, null)),
        ];
    }

    private static IEnumerable<string> Versions(string root) => !System.IO.Directory.Exists(root)
        ? []
        : System.IO.Directory.GetDirectories(root)
            .Where(directory => MajorOf(directory) is not null)
            .OrderByDescending(directory => MajorOf(directory))
            .Select(directory => Path.Combine(directory, "bin"));

    private static int? MajorOf(string? directory) =>
        int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    private static string LibrariesBelow(string unpacked)
    {
        var roots = new[] { Path.Combine(unpacked, "usr/lib"), Path.Combine(unpacked, "lib") }.Where(System.IO.Directory.Exists);
        // Debian's multiarch folders are named by a triplet such as x86_64-linux-gnu.
        return string.Join(':', roots.SelectMany(root => System.IO.Directory.GetDirectories(root, "*-linux-*").Append(root)));
    }
}
