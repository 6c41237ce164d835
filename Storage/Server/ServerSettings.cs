using System.Globalization;

namespace MediaGateway.Storage.Server;

/// <summary>The settings that the gateway's own server always runs with, whatever its files say.</summary>
internal static class ServerSettings
{
    /// <summary>The name of the database and of the role that owns it.</summary>
    public const string Owner = "mediagateway";

    /// <summary>The arguments of <c>postgres</c>.</summary>
    public static IEnumerable<string> Arguments(string cluster, string socketDirectory, EmbeddedServerOptions options)
    {
        (string Name, string Value)[] settings =
        [
            // Reached through the socket only.
            ("listen_addresses", ""),
            ("unix_socket_directories", socketDirectory),
            ("unix_socket_permissions", "0700"),
            // Acknowledged means durable.
            ("fsync", "on"),
            ("synchronous_commit", "on"),
            ("full_page_writes", "on"),
            // Small: it shares the machine with the gateway.
            ("shared_buffers", string.Create(CultureInfo.InvariantCulture, $"{options.SharedBuffersMiB}MB")),
            ("max_connections", options.MaxConnections.ToString(CultureInfo.InvariantCulture)),
            ("max_parallel_workers_per_gather", "0"),
            ("jit", "off"),
            ("wal_compression", "on"),
            ("max_wal_size", "512MB"),
            // Filling a new segment with zeros would hold every commit up for some 50 ms, several times a second under load.
            ("wal_init_zero", "off"),
            // Works without the system's table of time zones.
            ("timezone", "GMT"),
            ("log_timezone", "GMT"),
            // What it prints goes into the gateway's log, which has its own times.
            ("logging_collector", "off"),
            ("log_destination", "stderr"),
            ("log_line_prefix", "[%p] "),
        ];
        return ["-D", cluster, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Name}={setting.Value}" })];
    }
}
