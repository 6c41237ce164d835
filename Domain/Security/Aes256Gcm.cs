using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MediaGateway.Domain.Security;

/// <summary>AES-256-GCM with nonces of 12 bytes and tags of 16, the only form of it that is used.</summary>
internal static class Aes256Gcm
{
    /// <summary>The length of a key in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>The length of a nonce in bytes.</summary>
    public const int NonceLength = 12;

    /// <summary>The length of a tag in bytes.</summary>
    public const int TagLength = 16;

    /// <summary>The ciphertext and behind it the tag. A nonce must never be used twice with one key.</summary>
    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        var sealedBytes = new byte[plaintext.Length + TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), associatedData);
        return sealedBytes;
    }

    /// <summary>Reverses <see cref="Encrypt"/>; false when anything was changed.</summary>
    public static bool TryDecrypt(
        byte[] key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> ciphertextAndTag,
        ReadOnlySpan<byte> associatedData,
        [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (ciphertextAndTag.Length < TagLength)
        {
            return false;
        }

        var opened = new byte[ciphertextAndTag.Length - TagLength];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(nonce, ciphertextAndTag[..opened.Length], ciphertextAndTag[opened.Length..], opened, associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plaintext = opened;
        return true;
    }
}
