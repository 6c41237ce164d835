namespace MediaGateway.Domain.Sources.Permits;

/// <summary>Whose call it is.</summary>
[GenerateSerializer, Alias("mg.call-priority")]
public enum CallPriority
{
    /// <summary>Somebody waits for it.</summary>
    Interactive,
    /// <summary>It can wait; it may use only a part of the limits, so that it never eats what users need.</summary>
    Background,
}

/// <summary>Why a call may not be made, and when it may be asked for again.</summary>
/// <param name="Reason">Why.</param>
/// <param name="RetryAfter">How long to wait.</param>
[GenerateSerializer, Immutable, Alias("mg.permit-refusal")]
public sealed record PermitRefusal([property: Id(0)] PermitRefusalReason Reason, [property: Id(1)] TimeSpan RetryAfter);

/// <summary>Why a call may not be made.</summary>
[GenerateSerializer, Alias("mg.permit-refusal-reason")]
public enum PermitRefusalReason
{
    /// <summary>The source has no key, or is switched off.</summary>
    NotConfigured,
    /// <summary>The source fails, and is left alone for a while.</summary>
    CircuitOpen,
    /// <summary>Too many calls lately, or the source asked to be left alone.</summary>
    RateLimited,
    /// <summary>Nothing is left for today.</summary>
    QuotaExhausted,
    /// <summary>The source takes none of the keys.</summary>
    KeyRefused,
}

/// <summary>What is written down of a key.</summary>
/// <param name="Name">The key's name, never the key.</param>
/// <param name="Day">The day of the quota.</param>
/// <param name="Units">What was used of it, or may have been.</param>
/// <param name="Doubtful">What of that may count for the next day as well.</param>
/// <param name="BlockedUntil">Until when the source wants to be left alone.</param>
/// <param name="Reserved">Calls that were made, or may have been.</param>
public sealed record KeyRecord(string Name, int Day, int Units, int Doubtful, DateTimeOffset BlockedUntil, IReadOnlyList<ReservedCalls> Reserved);

/// <summary>Calls that may be made.</summary>
/// <param name="Count">How many.</param>
/// <param name="Until">Until when.</param>
public sealed record ReservedCalls(int Count, DateTimeOffset Until);
