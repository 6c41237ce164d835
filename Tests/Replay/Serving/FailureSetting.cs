using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.Replay.Serving;

/// <summary>How a failure is written over HTTP.</summary>
internal sealed record FailureSetting
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new FailureModeConverter() },
    };

    // More than this is refused as too long, and less would not fit what it becomes.
    private const double MostMilliseconds = 1e12;

    /// <summary>What the source does.</summary>
    public required FailureMode Mode { get; init; }

    /// <summary>For how many requests.</summary>
    public int? Count { get; init; }

    /// <summary>What <c>Retry-After</c> says, in seconds; null for none.</summary>
    public double? RetryAfter { get; init; } = Failure.None.RetryAfter?.TotalSeconds;

    /// <summary>How long it holds back the answer, or each byte.</summary>
    public double? DelayMs { get; init; }

    /// <summary>Reads one; null where it says <c>null</c>.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ValueTask<FailureSetting?> ReadAsync(Stream body, CancellationToken cancellationToken) =>
        JsonSerializer.DeserializeAsync<FailureSetting>(body, Reading, cancellationToken);

    /// <summary>As the server takes it.</summary>
    public Failure ToFailure() => new(Mode)
    {
        Count = Count,
        RetryAfter = RetryAfter is { } seconds ? Span(seconds * 1000) : null,
        Delay = DelayMs is { } delay ? Span(delay) : null,
    };

    private static TimeSpan Span(double milliseconds) => TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, -1, MostMilliseconds));
}
