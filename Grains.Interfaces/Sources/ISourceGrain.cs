using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Sources;

/// <summary>
/// One upstream API: the one authority on what may be sent to it, for the whole system. Its key is the source's id
/// (<c>tmdb</c>).
/// </summary>
[Alias("mg.source")]
public interface ISourceGrain : IGrainWithStringKey
{
    /// <summary>Asks for one call. What was permitted counts as made, whatever becomes of it.</summary>
    [Alias("acquire")]
    Task<PermitAnswer> AcquireAsync(PermitRequest request, CancellationToken cancellationToken);

    /// <summary>Says how a permitted call ended.</summary>
    [Alias("report")]
    Task ReportAsync(CallReport report, CancellationToken cancellationToken);

    /// <summary>How the source stands.</summary>
    [ReadOnly, Alias("status")]
    Task<SourceStatus> GetStatusAsync(CancellationToken cancellationToken);
}

/// <summary>A call that somebody wants to make.</summary>
/// <param name="Operation">What is to be asked.</param>
/// <param name="Priority">Whose call it is.</param>
[GenerateSerializer, Immutable, Alias("mg.permit-request")]
public sealed record PermitRequest(
    [property: Id(0)] SourceOperation Operation,
    [property: Id(1)] CallPriority Priority)
{
    /// <summary>The platform that it is about, which may leave a source alone for longer; null where it is about none.</summary>
    [Id(2)] public string? Platform { get; init; }
}

/// <summary>Whether the call may be made.</summary>
/// <param name="Key">The name of the key to make it with; null where it may not.</param>
/// <param name="Refusal">Why not; null where it may.</param>
[GenerateSerializer, Immutable, Alias("mg.permit-answer")]
public sealed record PermitAnswer([property: Id(0)] string? Key, [property: Id(1)] PermitRefusal? Refusal)
{
    /// <summary>For how long it was written down before it was given: the time that it is good for began after that.</summary>
    [Id(2)] public TimeSpan WrittenIn { get; init; }
}

/// <summary>How a call ended.</summary>
/// <param name="Key">The key it was made with.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="RetryAfter">How long the source wants to be left alone, where it said.</param>
/// <param name="UpstreamTime">The time of the answer, where it carried one.</param>
[GenerateSerializer, Immutable, Alias("mg.call-report")]
public sealed record CallReport(
    [property: Id(0)] string Key,
    [property: Id(1)] SourceOutcome Outcome,
    [property: Id(2)] TimeSpan? RetryAfter,
    [property: Id(3)] DateTimeOffset? UpstreamTime);

/// <summary>How a source stands.</summary>
/// <param name="SourceId">Which source.</param>
/// <param name="IsConfigured">Whether it has a key, or needs none and is switched on.</param>
/// <param name="Circuit">Its circuit.</param>
/// <param name="RetryAfter">How long until it may be probed; null where it may be asked.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Calls">Calls since the grain was started.</param>
/// <param name="Failures">Calls of those that failed by the source's fault.</param>
/// <param name="LastAnswerAt">When it last answered; null when it has not since the grain was started.</param>
[GenerateSerializer, Immutable, Alias("mg.source-status")]
public sealed record SourceStatus(
    [property: Id(0)] string SourceId,
    [property: Id(1)] bool IsConfigured,
    [property: Id(2)] CircuitState Circuit,
    [property: Id(3)] TimeSpan? RetryAfter,
    [property: Id(4)] IReadOnlyList<KeyStanding> Keys,
    [property: Id(5)] long Calls,
    [property: Id(6)] long Failures,
    [property: Id(7)] DateTimeOffset? LastAnswerAt)
{
    /// <summary>How long ago its circuit opened; null where it is closed.</summary>
    [Id(8)] public TimeSpan? OpenedAgo { get; init; }
}
