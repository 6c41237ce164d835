using System.Security.Cryptography;
using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class SecretEnvelopeTests
{
    private static readonly byte[] Secret = [.. "the secret"u8];

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(SecretEnvelope.KeyLength);

    [Fact]
    public void What_is_sealed_is_opened_again()
    {
        var envelope = new SecretEnvelope(_key);
        Assert.Equal(Secret, envelope.Open("purpose", envelope.Seal("purpose", Secret)));
    }

    [Fact]
    public void The_same_secret_is_never_sealed_the_same_way_twice()
    {
        var envelope = new SecretEnvelope(_key);
        Assert.NotEqual(envelope.Seal("purpose", Secret), envelope.Seal("purpose", Secret));
    }

    [Fact]
    public void Any_changed_bit_is_noticed()
    {
        var envelope = new SecretEnvelope(_key);
        var whole = envelope.Seal("purpose", Secret);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => envelope.Open("purpose", changed));
        }
    }

    [Fact]
    public void No_part_of_it_passes_for_the_whole()
    {
        var envelope = new SecretEnvelope(_key);
        var whole = envelope.Seal("purpose", Secret);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.ThrowsAny<CryptographicException>(() => envelope.Open("purpose", whole.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_secret_does_not_serve_another_purpose()
    {
        var envelope = new SecretEnvelope(_key);
        Assert.ThrowsAny<CryptographicException>(() => envelope.Open("other", envelope.Seal("purpose", Secret)));
    }

    [Fact]
    public void A_previous_key_still_opens_and_an_unknown_one_does_not()
    {
        var sealedBefore = new SecretEnvelope(_key).Seal("purpose", Secret);
        var next = RandomNumberGenerator.GetBytes(SecretEnvelope.KeyLength);
        Assert.Equal(Secret, new SecretEnvelope(next, [_key]).Open("purpose", sealedBefore));
        Assert.ThrowsAny<CryptographicException>(() => new SecretEnvelope(next).Open("purpose", sealedBefore));
    }

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new SecretEnvelope(new byte[16]));
}
