namespace MediaGateway.Storage.Connections;

/// <summary>The database answers, and this gateway must not use it; the message says why and what an operator can do.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="innerException">What the driver said.</param>
public sealed class DatabaseRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
