using System.Security.Cryptography;
using System.Text;

namespace MediaGateway.Domain.Security;

/// <summary>
/// Encrypts what must not lie about in the clear: AES-256-GCM, a fresh nonce for each sealing, the key's id in front.
/// The purpose is authenticated with it, so that a secret sealed for one use cannot be passed off for another.
/// Layout: version (1) · key id (4) · nonce (12) · ciphertext · tag (16). Safe to share between threads.
/// </summary>
public sealed class SecretEnvelope
{
    /// <summary>The length of a master key in bytes.</summary>
    public const int KeyLength = 32;

    private const byte Version = 1;
    private const int KeyIdLength = 4;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + KeyIdLength;
    private const int Overhead = HeaderLength + NonceLength + TagLength;

    private readonly byte[] _currentId;
    private readonly byte[] _currentKey;
    private readonly Dictionary<string, byte[]> _keys;

    /// <summary>Seals with <paramref name="current"/>, and also opens what was sealed with one of <paramref name="previous"/>.</summary>
    /// <exception cref="ArgumentException">A key is not of <see cref="KeyLength"/> bytes.</exception>
    public SecretEnvelope(byte[] current, IEnumerable<byte[]>? previous = null)
    {
        _currentKey = Checked(current);
        _currentId = IdOf(_currentKey);
        _keys = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [Convert.ToHexString(_currentId)] = _currentKey };
        foreach (var key in previous ?? [])
        {
            _keys.TryAdd(Convert.ToHexString(IdOf(Checked(key))), [.. key]);
        }
    }

    /// <summary>Encrypts <paramref name="secret"/> for <paramref name="purpose"/>.</summary>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        var envelope = new byte[Overhead + secret.Length];
        envelope[0] = Version;
        _currentId.CopyTo(envelope.AsSpan(1));
        var nonce = envelope.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_currentKey, TagLength);
        aes.Encrypt(
            nonce,
            secret,
            envelope.AsSpan(HeaderLength + NonceLength, secret.Length),
            envelope.AsSpan(^TagLength..),
            AssociatedData(purpose, envelope.AsSpan(0, HeaderLength)));
        return envelope;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made for the same purpose.</summary>
    /// <exception cref="CryptographicException">The envelope was changed, was made for another purpose, or its key is not known.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < Overhead || envelope[0] != Version)
        {
            throw new CryptographicException("This is not a sealed secret.");
        }

        if (!_keys.TryGetValue(Convert.ToHexString(envelope.Slice(1, KeyIdLength)), out var key))
        {
            throw new CryptographicException("The secret was sealed with a master key that is not known here.");
        }

        var secret = new byte[envelope.Length - Overhead];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            envelope.Slice(HeaderLength, NonceLength),
            envelope.Slice(HeaderLength + NonceLength, secret.Length),
            envelope[^TagLength..],
            secret,
            AssociatedData(purpose, envelope[..HeaderLength]));
        return secret;
    }

    private static byte[] Checked(byte[] key) =>
        key.Length == KeyLength ? [.. key] : throw new ArgumentException($"A master key has {KeyLength} bytes; this one has {key.Length}.", nameof(key));

    private static byte[] IdOf(byte[] key) => SHA256.HashData([.. "mg master key id"u8, .. key])[..KeyIdLength];

    private static byte[] AssociatedData(string purpose, ReadOnlySpan<byte> header) => [.. header, .. Encoding.UTF8.GetBytes(purpose)];
}
