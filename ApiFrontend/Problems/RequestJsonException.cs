using System.Text.Json;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>
/// A value in a request's JSON is refused for a reason that the client should read. Thrown by converters of the front
/// end; the answer is 400 with the field named.
/// </summary>
/// <param name="reason">What the value must be, such as <c>must be an RFC 3339 time</c>.</param>
public sealed class RequestJsonException(string reason) : JsonException(reason)
{
    /// <summary>What the value must be.</summary>
    public string Reason { get; } = reason;
}
