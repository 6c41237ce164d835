using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MediaGateway.ApiFrontend.Json;
using MediaGateway.ApiFrontend.Problems;

namespace MediaGateway.ApiFrontend.Paging;

/// <summary>
/// Where the next page of a list begins, as text that clients hand back and do not read. A cursor belongs to its list:
/// the scope (the list's name and everything that shapes it, such as filters) is part of its checksum, so that one from
/// another list, another query, or a damaged one is refused. It is no secret and gives no right: the list still checks its owner.
/// </summary>
public static class PageCursor
{
    /// <summary>The longest cursor that is read.</summary>
    public const int MaxLength = 1024;

    private const byte Version = 1;
    private const int ChecksumLength = 8;
    private const int HeaderLength = 1 + ChecksumLength;

    /// <summary>The cursor of <paramref name="position"/> in the list named by <paramref name="scope"/>.</summary>
    public static string Write<T>(string scope, T position)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(position, GatewayJson.Options);
        byte[] cursor = [Version, .. Checksum(scope, payload), .. payload];
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>Reads a cursor that <see cref="Write"/> made for the same scope.</summary>
    public static bool TryRead<T>(string scope, string cursor, [NotNullWhen(true)] out T? position)
    {
        position = default;
        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= HeaderLength || bytes[0] != Version || !Checksum(scope, bytes.AsSpan(HeaderLength)).SequenceEqual(bytes.AsSpan(1, ChecksumLength)))
        {
            return false;
        }

        try
        {
            position = JsonSerializer.Deserialize<T>(bytes.AsSpan(HeaderLength), GatewayJson.Options);
            return position is not null;
        }
        catch (JsonException)
        {
            // The checksum can be computed by anyone; what it covers need not be ours.
            return false;
        }
    }

    /// <summary>Checks the parameter <c>cursor</c> of a list.</summary>
    /// <param name="faults">Where a fault is noted.</param>
    /// <param name="scope">The list's name and what shapes it.</param>
    /// <param name="cursor">What the client sent; null for the first page.</param>
    /// <param name="first">Where the first page begins.</param>
    /// <returns>Where the page begins.</returns>
    public static T Cursor<T>(this FieldFaults faults, string scope, string? cursor, T first)
    {
        if (cursor is null)
        {
            return first;
        }

        if (TryRead<T>(scope, cursor, out var position))
        {
            return position;
        }

        faults.Add("cursor", "is not a cursor of this list");
        return first;
    }

    private static byte[] Checksum(string scope, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(scope)));
        hash.AppendData(payload);
        return hash.GetHashAndReset()[..ChecksumLength];
    }
}
