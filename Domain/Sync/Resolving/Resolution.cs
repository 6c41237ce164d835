using System.Collections.Immutable;

namespace MediaGateway.Domain.Sync.Resolving;

/// <summary>What became of an intent: effects to be logged, or the reason why there are none.</summary>
/// <param name="Effects">
/// In the order in which they are logged. The last is the operation's own; any before it space titles of the list anew,
/// are the server's, and carry ids of their own.
/// </param>
/// <param name="Refusal">Why it is refused; null where it is not.</param>
public sealed record Resolution(ImmutableArray<Effect> Effects, OperationRefusal? Refusal)
{
    /// <summary>Refuses.</summary>
    public static Resolution Refused(OperationRefusal refusal) => new([], refusal);

    /// <summary>Resolves to effects.</summary>
    public static Resolution Of(params ImmutableArray<Effect> effects) => new(effects, null);
}

/// <summary>What a resolution needs to know besides the state.</summary>
/// <param name="Now">The server's time.</param>
/// <param name="DeviceId">The device that sent the operation; null for the server's own.</param>
/// <param name="FindCanonicalId">The canonical id of a content id of any kind; null where the catalogue knows none.</param>
public sealed record ResolveContext(DateTimeOffset Now, string? DeviceId, Func<string, string?> FindCanonicalId);
