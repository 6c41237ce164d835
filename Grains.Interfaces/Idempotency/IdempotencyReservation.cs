namespace MediaGateway.Grains.Interfaces.Idempotency;

/// <summary>
/// What a keyed request makes its ids from. It is durable before the request runs, and the same for every attempt.
/// </summary>
/// <param name="Seed">Random.</param>
/// <param name="MadeAt">When the key came first.</param>
[GenerateSerializer, Immutable, Alias("mg.idempotency-reservation")]
public sealed record IdempotencyReservation([property: Id(0)] Guid Seed, [property: Id(1)] DateTimeOffset MadeAt);
