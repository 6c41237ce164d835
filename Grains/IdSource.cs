using System.Globalization;

namespace MediaGateway.Grains;

/// <summary>Makes the ids that grains give. They are no secrets; time and randomness are given, so that a run can be repeated.</summary>
/// <param name="time">The time that ids carry.</param>
/// <param name="random">What keeps them apart; safe for threads where it is shared.</param>
public sealed class IdSource(TimeProvider time, Random random)
{
    /// <summary>A new id: a UUID of version 7 (RFC 9562, section 5.7).</summary>
    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        Span<byte> dated = stackalloc byte[16];
        Guid.CreateVersion7(time.GetUtcNow()).TryWriteBytes(dated, bigEndian: true, out _);
        dated[..6].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The name of a clock of the gateway's.</summary>
    public string NewNodeId() => string.Create(CultureInfo.InvariantCulture, $"gateway-{random.Next():x8}");
}
