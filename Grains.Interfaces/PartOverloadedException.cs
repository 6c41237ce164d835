namespace MediaGateway.Grains.Interfaces;

/// <summary>
/// A queue inside the gateway is full: the request was not taken and nothing of it was done. It may be tried again
/// after a moment. Front ends answer 503 with <c>retry_after</c>.
/// </summary>
/// <param name="message">What is full, without secrets.</param>
/// <param name="innerException">What it came from.</param>
public class PartOverloadedException(string message, Exception? innerException = null) : Exception(message, innerException);
