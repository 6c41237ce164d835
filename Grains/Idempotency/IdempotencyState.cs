namespace MediaGateway.Grains.Idempotency;

/// <summary>What is stored of an idempotency key.</summary>
public sealed record IdempotencyState
{
    /// <summary>The key as it is reserved; null when it never was, or not any more.</summary>
    public ReservedKey? Reserved { get; init; }
}

/// <summary>An idempotency key that belongs to one request.</summary>
public sealed record ReservedKey
{
    /// <summary>The digest of the request's body.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>What the request makes its ids from.</summary>
    public required Guid Seed { get; init; }

    /// <summary>When the key came first.</summary>
    public required DateTimeOffset ReservedAt { get; init; }

    /// <summary>The request's answer, encrypted; null while it has none.</summary>
    public byte[]? SealedAnswer { get; init; }
}
