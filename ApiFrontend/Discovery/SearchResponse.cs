using System.Text.Json.Serialization;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>One page of a search.</summary>
/// <param name="Query">The words that were searched for.</param>
/// <param name="Results">The results, the best first.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; null at the end.</param>
/// <param name="ExecutionTimeMs">How long the search took.</param>
/// <param name="PartialResults">Whether a platform that was to be asked did not answer.</param>
/// <param name="Errors">The platforms that did not answer.</param>
/// <param name="Warnings">What else the client should know.</param>
/// <param name="Cached">Whether the answer was kept from an earlier search.</param>
/// <param name="AgeMinutes">How old the answer is.</param>
public sealed record SearchResponse(
    string Query,
    IReadOnlyList<SearchResult> Results,
    int Total,
    string? NextCursor,
    long ExecutionTimeMs,
    bool PartialResults,
    IReadOnlyList<PlatformError> Errors,
    IReadOnlyList<SearchWarning> Warnings,
    bool Cached,
    int AgeMinutes)
{
    /// <summary>What to tell a person when no platform answered; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Warning { get; init; }

    /// <summary>How old the results of platforms are then, in words; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DataAge { get; init; }
}

/// <summary>A platform that did not answer.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Error">Why.</param>
public sealed record PlatformError(string Platform, PlatformErrorKind Error);

/// <summary>Why a platform did not answer.</summary>
public enum PlatformErrorKind
{
    /// <summary>It refused, or could not be reached.</summary>
    Unavailable,
    /// <summary>It took too long.</summary>
    Timeout,
    /// <summary>It failed so often lately that it was not asked.</summary>
    CircuitBreakerOpen,
}

/// <summary>Something about a search that the client should know.</summary>
/// <param name="Platform">The platform it is about; null where it is about none.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Error">What happened.</param>
/// <param name="Message">What a person may read.</param>
public sealed record SearchWarning(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Platform,
    string Code,
    string Error,
    string Message);
