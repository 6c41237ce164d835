using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MediaGateway.Domain.Security;

/// <summary>
/// A public key on the curve P-256, good for one thing: to check ES256 signatures. Two keys are equal when their points
/// are. Safe to share between threads.
/// </summary>
public sealed class P256PublicKey : IEquatable<P256PublicKey>
{
    internal const int CoordinateLength = 32;

    private readonly byte[] _x;
    private readonly byte[] _y;

    private P256PublicKey(byte[] x, byte[] y, string? keyId)
    {
        _x = x;
        _y = y;
        KeyId = keyId ?? Thumbprint();
    }

    /// <summary>The name that tokens call the key by: the one it came with, else its RFC 7638 thumbprint.</summary>
    public string KeyId { get; }

    /// <summary>The first coordinate, in base64url.</summary>
    public string X => StrictBase64Url.Encode(_x);

    /// <summary>The second coordinate, in base64url.</summary>
    public string Y => StrictBase64Url.Encode(_y);

    /// <summary>
    /// Reads a JSON Web Key. False unless it is an EC key on P-256 whose point lies on the curve, and neither its
    /// <c>use</c>, its <c>key_ops</c> nor its <c>alg</c> forbid that it checks ES256 signatures.
    /// </summary>
    public static bool TryRead(JsonElement jwk, [NotNullWhen(true)] out P256PublicKey? key)
    {
        key = null;
        if (jwk.ValueKind != JsonValueKind.Object
            || jwk.Text("kty") != "EC"
            || jwk.Text("crv") != "P-256"
            || !MayVerify(jwk)
            || !TryReadCoordinate(jwk, "x", out var x)
            || !TryReadCoordinate(jwk, "y", out var y))
        {
            return false;
        }

        return TryCreate(x, y, jwk.Text("kid"), out key);
    }

    /// <summary>A key from its two coordinates of 32 bytes; false when the point is not on the curve.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, string? keyId, [NotNullWhen(true)] out P256PublicKey? key)
    {
        key = null;
        if (x.Length != CoordinateLength || y.Length != CoordinateLength)
        {
            return false;
        }

        var candidate = new P256PublicKey(x.ToArray(), y.ToArray(), keyId);
        try
        {
            candidate.Import().Dispose();
        }
        catch (CryptographicException)
        {
            return false;
        }

        key = candidate;
        return true;
    }

    /// <summary>Whether <paramref name="signature"/> (r and s, 32 bytes each) is this key's over <paramref name="data"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * CoordinateLength)
        {
            return false;
        }

        using var ecdsa = Import();
        return ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <inheritdoc />
    public bool Equals(P256PublicKey? other) => other is not null && _x.AsSpan().SequenceEqual(other._x) && _y.AsSpan().SequenceEqual(other._y);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as P256PublicKey);

    /// <inheritdoc />
    public override int GetHashCode() => BitConverter.ToInt32(_x);

    private static bool MayVerify(JsonElement jwk)
    {
        if (jwk.TryGetProperty("use", out _) && jwk.Text("use") != "sig")
        {
            return false;
        }

        if (jwk.TryGetProperty("alg", out _) && jwk.Text("alg") != "ES256")
        {
            return false;
        }

        return !jwk.TryGetProperty("key_ops", out var operations)
            || (operations.ValueKind == JsonValueKind.Array
                && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify")));
    }

    private static bool TryReadCoordinate(JsonElement jwk, string name, [NotNullWhen(true)] out byte[]? coordinate)
    {
        coordinate = null;
        return jwk.Text(name) is { } text && StrictBase64Url.TryDecode(text, out coordinate) && coordinate.Length == CoordinateLength;
    }

    private ECDsa Import() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = _x, Y = _y },
    });

    private string Thumbprint()
    {
        // RFC 7638: the required members alone, in the order of their names, without white space.
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""";
        return StrictBase64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }
}
