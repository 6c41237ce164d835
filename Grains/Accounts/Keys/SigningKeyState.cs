namespace MediaGateway.Grains.Accounts.Keys;

/// <summary>The keys that access tokens are signed with.</summary>
[GenerateSerializer, Alias("mg.signing-key-state")]
public sealed record SigningKeyState
{
    /// <summary>A key signs for this long.</summary>
    public static readonly TimeSpan RotationPeriod = TimeSpan.FromDays(30);

    /// <summary>A key is shown for this long before it signs, so that whoever keeps the key set has it by then.</summary>
    public static readonly TimeSpan ShownAhead = TimeSpan.FromHours(1);

    /// <summary>The keys, the newest first.</summary>
    [Id(0)]
    public IReadOnlyList<StoredSigningKey> Keys { get; init; } = [];

    /// <summary>Whether a new key has to be made.</summary>
    public bool NeedsKeyAt(DateTimeOffset now) => Keys.Count == 0 || now - Keys[0].CreatedAt >= RotationPeriod;

    /// <summary>The key that signs: the newest that has been shown for long enough, else the oldest there is.</summary>
    public StoredSigningKey? SigningAt(DateTimeOffset now) =>
        Keys.FirstOrDefault(key => key.CreatedAt + ShownAhead <= now) ?? (Keys.Count > 0 ? Keys[^1] : null);

    /// <summary>With a new key, and without those whose last token has expired.</summary>
    public SigningKeyState With(StoredSigningKey added, TimeSpan tokenLifetime, DateTimeOffset now)
    {
        var kept = new List<StoredSigningKey> { added };
        foreach (var key in Keys)
        {
            // A key signs until the next newer one takes over.
            var lastSignature = kept[^1].CreatedAt + ShownAhead;
            if (now < lastSignature + tokenLifetime)
            {
                kept.Add(key);
            }
        }

        return this with { Keys = kept };
    }
}

/// <summary>One key as it is stored.</summary>
/// <param name="KeyId">Its name in tokens.</param>
/// <param name="X">The first coordinate of its public point, in base64url.</param>
/// <param name="Y">The second.</param>
/// <param name="SealedPrivateKey">The private key, sealed.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer, Immutable, Alias("mg.stored-signing-key")]
public sealed record StoredSigningKey(
    [property: Id(0)] string KeyId,
    [property: Id(1)] string X,
    [property: Id(2)] string Y,
    [property: Id(3)] string SealedPrivateKey,
    [property: Id(4)] DateTimeOffset CreatedAt);
