namespace MediaGateway.Grains.Idempotency;

/// <summary>What is kept of a request that ran.</summary>
public sealed class IdempotencyState
{
    /// <summary>The digest of its body.</summary>
    public byte[]? Fingerprint { get; set; }

    /// <summary>Its answer, encrypted.</summary>
    public byte[]? SealedAnswer { get; set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset AnsweredAt { get; set; }
}
