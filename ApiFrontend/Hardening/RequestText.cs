using System.Text.Unicode;

namespace MediaGateway.ApiFrontend.Hardening;

/// <summary>Looks at the address as it came in: what its percent escapes stand for must be UTF-8 without NUL characters.</summary>
internal static class RequestText
{
    private const int StackLimit = 512;

    /// <summary>Whether the address can be taken.</summary>
    public static bool IsSound(string rawTarget)
    {
        var first = rawTarget.IndexOf('%', StringComparison.Ordinal);
        if (first < 0)
        {
            return true;
        }

        var bytes = rawTarget.Length <= StackLimit ? stackalloc byte[StackLimit] : new byte[rawTarget.Length];
        var length = 0;
        for (var index = first; index < rawTarget.Length; index++)
        {
            var current = rawTarget[index];
            if (current != '%')
            {
                bytes[length++] = (byte)current;
                continue;
            }

            if (index + 2 >= rawTarget.Length || !char.IsAsciiHexDigit(rawTarget[index + 1]) || !char.IsAsciiHexDigit(rawTarget[index + 2]))
            {
                return false;
            }

            bytes[length++] = (byte)((FromHex(rawTarget[index + 1]) << 4) | FromHex(rawTarget[index + 2]));
            index += 2;
        }

        var decoded = bytes[..length];
        return !decoded.Contains((byte)0) && Utf8.IsValid(decoded);
    }

    private static int FromHex(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
