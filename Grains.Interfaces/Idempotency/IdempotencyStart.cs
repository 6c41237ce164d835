namespace MediaGateway.Grains.Interfaces.Idempotency;

/// <summary>Whether a request may run.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Attempt">The name of this attempt when it may run.</param>
/// <param name="Answer">The kept answer when there is one.</param>
[GenerateSerializer, Immutable, Alias("mg.idempotency-start")]
public sealed record IdempotencyStart(
    [property: Id(0)] IdempotencyVerdict Verdict,
    [property: Id(1)] string? Attempt = null,
    [property: Id(2)] StoredAnswer? Answer = null);

/// <summary>What to do with a request that has an idempotency key.</summary>
[GenerateSerializer, Alias("mg.idempotency-verdict")]
public enum IdempotencyVerdict
{
    /// <summary>It is the first: run it, then complete or abandon it.</summary>
    Run,
    /// <summary>The first one still runs.</summary>
    Running,
    /// <summary>The key was used with another body.</summary>
    OtherRequest,
    /// <summary>It ran already: give the kept answer.</summary>
    Answered,
}
