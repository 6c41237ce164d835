namespace MediaGateway.Grains.Interfaces.Idempotency;

/// <summary>Whether a request may run.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Attempt">The name of this attempt when it may run.</param>
/// <param name="Answer">The kept answer when there is one.</param>
/// <param name="Reservation">What the attempt makes its ids from when it may run.</param>
[GenerateSerializer, Immutable, Alias("mg.idempotency-start")]
public sealed record IdempotencyStart(
    [property: Id(0)] IdempotencyVerdict Verdict,
    [property: Id(1)] string? Attempt = null,
    [property: Id(2)] StoredAnswer? Answer = null,
    [property: Id(3)] IdempotencyReservation? Reservation = null);

/// <summary>What to do with a request that has an idempotency key.</summary>
[GenerateSerializer, Alias("mg.idempotency-verdict")]
public enum IdempotencyVerdict
{
    /// <summary>It has no answer yet: run it, then complete or abandon it.</summary>
    Run,
    /// <summary>The first one still runs.</summary>
    Running,
    /// <summary>The key was used with another body.</summary>
    OtherRequest,
    /// <summary>It ran already: give the kept answer.</summary>
    Answered,
}
