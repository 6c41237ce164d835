using Microsoft.Extensions.Logging;

namespace MediaGateway.Storage.Server;

public sealed partial class EmbeddedServer
{
    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL runs as process {ProcessId}, socket in {SocketDirectory}")]
    private partial void LogReady(int processId, string socketDirectory);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL ended by itself; it said last: {Output}")]
    private partial void LogEnded(string output);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL is started again in {Delay}")]
    private partial void LogRestart(TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "PostgreSQL could not be run")]
    private partial void LogRunFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "PostgreSQL took no connections within {Limit}")]
    private partial void LogStartTooSlow(TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A PostgreSQL of an earlier gateway still ran as process {ProcessId}; it is stopped")]
    private partial void LogOrphan(int processId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The pid file of a PostgreSQL that was killed names process {ProcessId}, which is another one by now")]
    private partial void LogStalePidFile(int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping PostgreSQL ({Mode}) failed: {Output}")]
    private partial void LogStopFailed(string mode, string output);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is kept in {Path}, because user {Account} cannot reach {DataDirectory}")]
    private partial void LogClusterElsewhere(string path, string? account, string dataDirectory);
}
