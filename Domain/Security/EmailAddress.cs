using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MediaGateway.Domain.Security;

/// <summary>
/// An e-mail address in the form that accounts are found by: trimmed, in lower case, of the shape <c>local@domain.tld</c>.
/// Quoted local parts, comments and addresses of machines are not accepted: no person signs up with one.
/// </summary>
public sealed record EmailAddress
{
    /// <summary>The longest address, in characters (RFC 5321 with the angle brackets taken off).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;
    private const int MaxLabelLength = 63;
    private const string LocalSymbols = "!#$%&'*+-/=?^_`{|}~";

    private EmailAddress(string value) => Value = value;

    /// <summary>The address.</summary>
    public string Value { get; }

    /// <summary>Reads an address; false when it has not the shape of one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (text is null || text.Length > MaxLength + 64)
        {
            return false;
        }

        var normalised = text.Trim(' ').ToLowerInvariant();
        var at = normalised.LastIndexOf('@');
        if (normalised.Length > MaxLength || at <= 0
            || !IsLocalPart(normalised.AsSpan(0, at))
            || !IsDomain(normalised.AsSpan(at + 1)))
        {
            return false;
        }

        address = new EmailAddress(normalised);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local.Length > MaxLocalLength || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var rune in local.EnumerateRunes())
        {
            if (!IsWordRune(rune) && rune.Value != '.' && !(rune.IsAscii && LocalSymbols.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            if (!IsLabel(domain[range]))
            {
                return false;
            }

            labels++;
        }

        return labels >= 2;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (var rune in label.EnumerateRunes())
        {
            if (!IsWordRune(rune) && rune.Value != '-')
            {
                return false;
            }
        }

        return true;
    }

    // Half of a surrogate pair enumerates as the replacement character, which is no letter.
    private static bool IsWordRune(Rune rune) =>
        rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) : Rune.IsLetterOrDigit(rune);
}
