using System.Security.Cryptography;

namespace MediaGateway.Domain.Security;

/// <summary>A private key on the curve P-256 that makes ES256 signatures. Safe to share between threads.</summary>
public sealed class P256SigningKey
{
    private readonly byte[] _pkcs8;

    private P256SigningKey(byte[] pkcs8, P256PublicKey publicKey)
    {
        _pkcs8 = pkcs8;
        PublicKey = publicKey;
    }

    /// <summary>The half that may be shown.</summary>
    public P256PublicKey PublicKey { get; }

    /// <summary>A new key from the system's random source.</summary>
    public static P256SigningKey Generate()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return From(ecdsa);
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <exception cref="CryptographicException">It is not a private key on P-256.</exception>
    public static P256SigningKey Import(ReadOnlySpan<byte> pkcs8)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(pkcs8, out var read);
        if (read != pkcs8.Length)
        {
            throw new CryptographicException("Bytes follow the private key.");
        }

        return From(ecdsa);
    }

    /// <summary>The key as PKCS #8. It is a secret: keep it only inside a <see cref="SecretEnvelope"/>.</summary>
    public byte[] Export() => [.. _pkcs8];

    /// <summary>Signs <paramref name="data"/>: r and s, 32 bytes each.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(_pkcs8, out _);
        return ecdsa.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static P256SigningKey From(ECDsa ecdsa)
    {
        var point = ecdsa.ExportParameters(includePrivateParameters: false);
        if (point.Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value
            || !P256PublicKey.TryCreate(point.Q.X, point.Q.Y, keyId: null, out var publicKey))
        {
            throw new CryptographicException("The key is not on the curve P-256.");
        }

        return new P256SigningKey(ecdsa.ExportPkcs8PrivateKey(), publicKey);
    }
}
