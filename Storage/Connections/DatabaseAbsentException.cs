namespace MediaGateway.Storage.Connections;

/// <summary>The database did not answer for as long as a start may wait for it; the message says which, how long, and why the last attempt failed.</summary>
/// <param name="message">Which, how long, and why.</param>
public sealed class DatabaseAbsentException(string message) : Exception(message);
