using System.Globalization;
using System.Text;

namespace MediaGateway.Providers.Imdb;

/// <summary>Writes paths in the one way in which RFC 9309, section 2.2.2, compares them.</summary>
internal static class RobotsPath
{
    private const string Unreserved = "-._~";

    /// <summary>
    /// What is not ASCII becomes escaped octets, escaped letters and digits become themselves, and escapes are in capitals.
    /// A dollar sign is escaped: the one that ends a pattern is not part of it.
    /// </summary>
    /// <param name="text">A path with its query, or a pattern of them.</param>
    /// <param name="isPattern">Whether a star means anything; in a path it is a star, and is escaped to be told from one that does.</param>
    public static string Normalize(string text, bool isPattern)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var normal = new StringBuilder(octets.Length);
        for (var at = 0; at < octets.Length; at++)
        {
            if (octets[at] is (byte)'%' && Escaped(octets, at) is { } escaped)
            {
                at += 2;
                if (IsUnreserved((char)escaped)) normal.Append((char)escaped);
                else Escape(normal, escaped);
            }
            else if (octets[at] >= 0x80 || octets[at] is <= (byte)' ' or (byte)'$' || !isPattern && octets[at] is (byte)'*')
            {
                Escape(normal, octets[at]);
            }
            else
            {
                normal.Append((char)octets[at]);
            }
        }

        return normal.ToString();
    }

    private static byte? Escaped(byte[] octets, int at) =>
        at + 2 < octets.Length && char.IsAsciiHexDigit((char)octets[at + 1]) && char.IsAsciiHexDigit((char)octets[at + 2])
            ? byte.Parse([(char)octets[at + 1], (char)octets[at + 2]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : null;

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal);

    private static void Escape(StringBuilder normal, byte octet) => normal.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
}
