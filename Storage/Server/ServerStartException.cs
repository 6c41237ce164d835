namespace MediaGateway.Storage.Server;

/// <summary>The gateway's own PostgreSQL cannot be started as things are; the message says what to change.</summary>
/// <param name="message">What is wrong and what helps.</param>
/// <param name="innerException">What the operating system said.</param>
public sealed class ServerStartException(string message, Exception? innerException = null) : Exception(message, innerException);
