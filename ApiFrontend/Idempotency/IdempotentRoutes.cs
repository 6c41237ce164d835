using Microsoft.AspNetCore.Builder;

namespace MediaGateway.ApiFrontend.Idempotency;

/// <summary>Marks the routes that honour an idempotency key.</summary>
public static class IdempotentRoutes
{
    /// <summary>A request to this route that has an <c>Idempotency-Key</c> runs once; its repeats get the answer of the first for a day.</summary>
    public static TBuilder Idempotent<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(IdempotentRoute.Instance);
}

/// <summary>The mark of a route that honours an idempotency key.</summary>
internal sealed class IdempotentRoute
{
    public static IdempotentRoute Instance { get; } = new();
}
