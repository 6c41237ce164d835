using System.Runtime.InteropServices;

namespace MediaGateway.Grains.Users;

/// <summary>What decides about a repeat of an operation: what the operation said, and what it was answered.</summary>
/// <remarks>Nothing of it is an object of its own: a busy user has hundreds of them, each for seconds, which is what a collector is worst at.</remarks>
internal readonly record struct EarlierOutcome
{
    private readonly UInt128 _fingerprintStart;
    private readonly UInt128 _fingerprintEnd;

    /// <summary>That of an operation with this fingerprint, which has 32 bytes.</summary>
    public EarlierOutcome(ReadOnlySpan<byte> fingerprint, string? refusal)
    {
        _fingerprintStart = MemoryMarshal.Read<UInt128>(fingerprint);
        _fingerprintEnd = MemoryMarshal.Read<UInt128>(fingerprint[16..]);
        Refusal = refusal;
    }

    /// <summary>The code it was refused with; null when it was accepted.</summary>
    public string? Refusal { get; }

    /// <summary>That of an operation that is remembered.</summary>
    public static EarlierOutcome Of(RememberedOperation operation) => new(operation.Fingerprint.Span, operation.Refusal);

    /// <summary>Whether it is of the operation with this fingerprint, and not of another one with its id.</summary>
    public bool IsOf(ReadOnlySpan<byte> fingerprint) => this == new EarlierOutcome(fingerprint, Refusal);
}
