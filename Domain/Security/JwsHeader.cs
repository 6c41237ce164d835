using System.Diagnostics.CodeAnalysis;

namespace MediaGateway.Domain.Security;

/// <summary>The part of a signature header that is acted on. Keys, addresses of keys and certificates in it are not read.</summary>
/// <param name="Algorithm"><c>alg</c>; null when absent or not text.</param>
/// <param name="Type"><c>typ</c>; null when absent or not text.</param>
/// <param name="KeyId"><c>kid</c>; null when absent or not text.</param>
/// <param name="AsksForExtension">Whether <c>crit</c> or <c>b64</c> is there.</param>
public sealed record JwsHeader(string? Algorithm, string? Type, string? KeyId, bool AsksForExtension)
{
    /// <summary>Reads a header; false unless it is one JSON object in which no name occurs twice.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out JwsHeader? header)
    {
        header = null;
        if (!StrictJson.TryReadObject(utf8, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            header = new JwsHeader(
                root.Text("alg"),
                root.Text("typ"),
                root.Text("kid"),
                root.TryGetProperty("crit", out _) || root.TryGetProperty("b64", out _));
            return true;
        }
    }
}
