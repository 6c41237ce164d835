namespace MediaGateway.Grains.Interfaces.Idempotency;

/// <summary>
/// One idempotency key of one caller on one route: reserves it before the request runs, and keeps the answer for a day.
/// Its key is a digest of (principal or address, method, path, idempotency key).
/// </summary>
[Alias("mg.idempotency")]
public interface IIdempotencyGrain : IGrainWithStringKey
{
    /// <summary>Asks whether a request may run.</summary>
    /// <param name="fingerprint">A digest of the request's body.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("begin")]
    Task<IdempotencyStart> BeginAsync([Immutable] byte[] fingerprint, CancellationToken cancellationToken);

    /// <summary>Keeps the answer of the attempt that <see cref="BeginAsync"/> let run.</summary>
    /// <returns>False when the attempt is not the one that runs: it took too long, and another began.</returns>
    [Alias("complete")]
    Task<bool> CompleteAsync(string attempt, StoredAnswer answer, CancellationToken cancellationToken);

    /// <summary>The attempt came to no answer that should be kept; the same request may be sent again.</summary>
    [Alias("abandon")]
    Task AbandonAsync(string attempt, CancellationToken cancellationToken);
}
