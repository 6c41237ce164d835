using System.ComponentModel.DataAnnotations;

namespace MediaGateway.Storage.Server;

/// <summary>How the gateway runs a PostgreSQL of its own.</summary>
public sealed class EmbeddedServerOptions
{
    /// <summary>The directory of the PostgreSQL programs.</summary>
    /// <value>Null (the default): looked for below the data directory, in Debian's places and in <c>PATH</c>.</value>
    public string? BinariesDirectory { get; set; }

    /// <summary>The operating system user that PostgreSQL runs as when the gateway runs as root, which PostgreSQL refuses.</summary>
    /// <value>Null (the default): <c>postgres</c> where there is one, else <c>nobody</c>. Not used when the gateway is not root.</value>
    public string? Account { get; set; }

    /// <summary>PostgreSQL's own page cache, in MiB.</summary>
    /// <value>64 by default, from 16 to 65,536.</value>
    [Range(16, 65_536)]
    public int SharedBuffersMiB { get; set; } = 64;

    /// <summary>The most connections that the server takes.</summary>
    /// <value>50 by default, from 10 to 1,000. It must be above the pool's limit, which leaves room for an operator.</value>
    [Range(10, 1_000)]
    public int MaxConnections { get; set; } = 50;

    /// <summary>How long one start may take before the server is stopped and started anew; recovery after a crash counts.</summary>
    /// <value>Two minutes by default, from one second to an hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a fast shutdown may take before it becomes an immediate one, which costs a recovery at the next start but no data.</summary>
    /// <value>30 seconds by default, from one second to ten minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest wait before a crashed server is started again; each failure doubles it.</summary>
    /// <value>100 ms by default, from 10 ms to 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
