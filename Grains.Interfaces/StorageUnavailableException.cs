namespace MediaGateway.Grains.Interfaces;

/// <summary>
/// The database cannot be reached, or did not answer in time. It recovers by itself: the same request may be
/// tried again after a moment. Front ends answer 503 with <c>retry_after</c>.
/// </summary>
/// <param name="message">What could not be reached, without secrets.</param>
/// <param name="innerException">What the driver said.</param>
public class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
