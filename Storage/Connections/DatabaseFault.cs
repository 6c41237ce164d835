using System.Net.Sockets;
using Npgsql;

namespace MediaGateway.Storage.Connections;

/// <summary>What an exception of the driver says about the database.</summary>
internal enum DatabaseFault
{
    /// <summary>The statement was at fault; the database is well.</summary>
    Statement,
    /// <summary>The database was too busy to answer in time; the next call may be luckier.</summary>
    Busy,
    /// <summary>The database cannot be reached, or ended the connection.</summary>
    Outage,
}

/// <summary>Tells a database that is down from a statement that is wrong.</summary>
internal static class DatabaseFaults
{
    /// <summary>What this exception means; null when it did not come from the database.</summary>
    public static DatabaseFault? Classify(Exception exception) => exception switch
    {
        PostgresException { SqlState: [ '0', '8', .. ] } => DatabaseFault.Outage,
        // admin_shutdown, crash_shutdown, cannot_connect_now, and a database that was dropped.
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "57P04" or "3D000" } => DatabaseFault.Outage,
        // Wrong credentials, for as long as an operator has not mended them.
        PostgresException { SqlState: [ '2', '8', .. ] } => DatabaseFault.Outage,
        // Out of connections, memory or disk; a standby that takes no writes; cancelled by a time limit.
        PostgresException { SqlState: [ '5', '3', .. ] or "25006" or "57014" or "55P03" } => DatabaseFault.Busy,
        PostgresException => DatabaseFault.Statement,
        NpgsqlException { InnerException: TimeoutException } => DatabaseFault.Busy,
        NpgsqlException or SocketException or EndOfStreamException => DatabaseFault.Outage,
        TimeoutException => DatabaseFault.Busy,
        _ => null,
    };

    /// <summary>
    /// Whether the database answers and lets nobody in as this gateway comes: wrong credentials, no such database. At a start
    /// an operator has to mend that; later on one probably is about to.
    /// </summary>
    public static bool RefusesLogin(PostgresException exception) => exception.SqlState is ['2', '8', ..] or "3D000";
}
