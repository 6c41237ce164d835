using MediaGateway.Domain.Sources;

namespace MediaGateway.Providers.Http;

/// <summary>What came back over HTTP, before anybody looked into it.</summary>
/// <param name="Outcome">How the call ended, as far as its status tells.</param>
/// <param name="Status">The status code; 0 where there was no answer.</param>
/// <param name="Body">The body; empty where there is none.</param>
/// <param name="RetryAfter">How long the source wants to be left alone; null where it has not said.</param>
/// <param name="Fault">What went wrong, without anything secret; null when nothing did.</param>
public sealed record UpstreamReply(SourceOutcome Outcome, int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter, string? Fault)
{
    /// <summary>The time that the source put onto the answer; null where it put none.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The same as the end of a call that has no answer.</summary>
    public SourceReply ToSourceReply() => SourceReply.Of(Outcome, Fault ?? "", RetryAfter);
}
