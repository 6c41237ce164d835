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
    public const int KeyLength = Aes256Gcm.KeyLength;

    private const byte Version = 1;
    private const int KeyIdLength = 4;
    private const int HeaderLength = 1 + KeyIdLength;
    private const int BodyStart = HeaderLength + Aes256Gcm.NonceLength;

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
            var checkedKey = Checked(key);
            _keys.TryAdd(Convert.ToHexString(IdOf(checkedKey)), checkedKey);
        }
    }

    /// <summary>Encrypts <paramref name="secret"/> for <paramref name="purpose"/>.</summary>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        byte[] header = [Version, .. _currentId];
        var nonce = RandomNumberGenerator.GetBytes(Aes256Gcm.NonceLength);
        return [.. header, .. nonce, .. Aes256Gcm.Encrypt(_currentKey, nonce, secret, AssociatedData(purpose, header))];
    }

    /// <summary>Decrypts what <see cref="Seal"/> made for the same purpose.</summary>
    /// <exception cref="CryptographicException">The envelope was changed, was made for another purpose, or its key is not known.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < BodyStart || envelope[0] != Version)
        {
            throw new CryptographicException("This is not a sealed secret.");
        }

        var header = envelope[..HeaderLength];
        if (!_keys.TryGetValue(Convert.ToHexString(header[1..]), out var key))
        {
            throw new CryptographicException("The secret was sealed with a master key that is not known here.");
        }

        return Aes256Gcm.TryDecrypt(key, envelope[HeaderLength..BodyStart], envelope[BodyStart..], AssociatedData(purpose, header), out var secret)
            ? secret
            : throw new CryptographicException("The sealed secret was changed, or was made for another purpose.");
    }

    private static byte[] Checked(byte[] key) =>
        key.Length == KeyLength ? [.. key] : throw new ArgumentException($"A master key has {KeyLength} bytes; this one has {key.Length}.", nameof(key));

    private static byte[] IdOf(byte[] key) => SHA256.HashData([.. "mg master key id"u8, .. key])[..KeyIdLength];

    private static byte[] AssociatedData(string purpose, ReadOnlySpan<byte> header) => [.. header, .. Encoding.UTF8.GetBytes(purpose)];
}
