using System.Buffers;

namespace MediaGateway.Domain.Sync.Ordering;

// How the list is ordered
//
// Every title of the list has a key, a short text; the list is sorted by key, then by content id. To put a title between
// two others is to give it a key between theirs, and nothing else changes: one write for one move, whatever the length of
// the list, and two devices that move different titles never disturb each other.
//
// The naive ways fail. Positions as numbers 1, 2, 3 renumber the tail on each insert, and two inserts that did not see each
// other take the same number. Floating-point midpoints run out after 52 inserts at one place. Digit strings with midpoints
// never run out, but each insert at one place (and "at the end" is one place) makes the key a bit longer: ten thousand adds
// at the end make keys of 1,600 digits.
//
// What is done here (after the fractional indexing of Figma and Rocicorp, with changes):
//
//   A key is an integer and a fraction, both in base 62 (0-9 A-Z a-z, which sort by code unit, so a client, the server
//   and a database agree). The integer starts with a letter that tells its number of digits, n for one digit, o for two, and
//   downwards m for one digit below zero, l for two; so integers sort as text too. Adding at either end takes the next
//   integer: a list of 200,000 adds has keys of four characters.
//
//   Between two neighbours a fraction is taken: the middle, cut to as few digits as will do. When one of the neighbours
//   is the title that was placed last, more of the same is to be expected (a batch "each after the one before", or "each
//   after the same anchor"), so only 1/1024 of the gap is taken, next to that neighbour. Some 8,000 such inserts cost two
//   digits, where midpoints would cost 1,300.
//
//   No scheme without renumbering is bounded: somebody who always inserts between the last two gains bits for ever. So a
//   key has at most MaxLength characters. When one would be longer, the titles around the place are spaced anew: the
//   smallest window, 16 titles and then doubled, that comes out at RespacedLength or less; the whole list always does.
//
// Two keys are the same only when two servers gave them without seeing each other, which the journal's fence prevents;
// the content id then decides the order, and the next insert between the two spaces them anew.

/// <summary>Makes the keys that order the list: texts that sort by code unit.</summary>
internal static class OrderKey
{
    /// <summary>The longest key that is given out.</summary>
    public const int MaxLength = 32;

    /// <summary>The longest key that spacing anew gives out; the difference is what is left for inserts until the next time.</summary>
    public const int RespacedLength = 16;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Base = 62;
    private static readonly SearchValues<char> DigitValues = SearchValues.Create(Digits);
    private const char FirstPositive = 'n';
    private const char FirstNegative = 'm';
    private const int MaxIntegerDigits = 10;
    private const int WindowDigits = 8;
    private const long WindowSize = 218_340_105_584_896; // 62^8
    private const int LeanFraction = 1024;

    /// <summary>A key between two others.</summary>
    /// <param name="lower">It sorts after this; null for no bound.</param>
    /// <param name="upper">It sorts before this; null for no bound. Must sort after <paramref name="lower"/>.</param>
    /// <param name="lean">Where more inserts are to be expected.</param>
    public static string Between(string? lower, string? upper, KeyLean lean)
    {
        if (lower is not null && upper is not null && string.CompareOrdinal(lower, upper) >= 0)
        {
            throw new ArgumentException($"no key is between '{lower}' and '{upper}'");
        }
        switch (lower, upper)
        {
            case (null, null):
                return WriteInteger(0);
            case (null, _):
                var (above, aboveFraction) = Split(upper);
                return WriteInteger(aboveFraction.Length > 0 ? above : above - 1);
            case (_, null):
                return WriteInteger(Split(lower).Integer + 1);
        }
        var (low, lowFraction) = Split(lower);
        var (high, highFraction) = Split(upper);
        if (high - low > 1)
        {
            return WriteInteger(lean switch { KeyLean.Low => low + 1, KeyLean.High => high - 1, _ => low + ((high - low) / 2) });
        }
        if (high > low && highFraction.Length > 0)
        {
            return WriteInteger(high);
        }
        return WriteInteger(low) + FractionBetween(lowFraction, high > low ? null : highFraction, lean);
    }

    /// <summary>Keys that rise and are spread evenly between two others.</summary>
    public static string[] Spread(string? lower, string? upper, int count)
    {
        var keys = new string[count];
        if (upper is null)
        {
            for (var i = 0; i < count; i++)
            {
                keys[i] = lower = Between(lower, null, KeyLean.Middle);
            }
        }
        else if (lower is null)
        {
            for (var i = count - 1; i >= 0; i--)
            {
                keys[i] = upper = Between(null, upper, KeyLean.Middle);
            }
        }
        else
        {
            Bisect(keys, lower, upper);
        }
        return keys;
    }

    /// <summary>Whether a text is a key that this type could have made.</summary>
    public static bool IsWellFormed(string key)
    {
        if (key.Length is < 2 or > MaxLength)
        {
            return false;
        }
        var digits = IntegerDigits(key[0]);
        return digits is > 0 and <= MaxIntegerDigits && key.Length > digits
            && !key.AsSpan(1).ContainsAnyExcept(DigitValues)
            && (key.Length == digits + 1 || key[^1] != '0');
    }

    private static void Bisect(Span<string> keys, string lower, string upper)
    {
        if (keys.IsEmpty)
        {
            return;
        }
        var middle = keys.Length / 2;
        var key = Between(lower, upper, KeyLean.Middle);
        keys[middle] = key;
        Bisect(keys[..middle], lower, key);
        Bisect(keys[(middle + 1)..], key, upper);
    }

    // The fractions are read in windows of eight digits, which fit a long, from the first digit in which they differ.
    private static string FractionBetween(ReadOnlySpan<char> lower, ReadOnlySpan<char> upper, KeyLean lean)
    {
        var prefix = "";
        var isBounded = !upper.IsEmpty;
        if (isBounded)
        {
            var common = 0;
            while (common < upper.Length && upper[common] == (common < lower.Length ? lower[common] : '0'))
            {
                common++;
            }
            prefix = upper[..common].ToString();
            lower = lower[Math.Min(common, lower.Length)..];
            upper = upper[common..];
        }
        while (true)
        {
            var low = ReadWindow(lower);
            // An upper bound with digits beyond the window leaves the window's own value free.
            var high = isBounded ? ReadWindow(upper) + (upper.Length > WindowDigits ? 1 : 0) : WindowSize;
            if (high - low >= 2)
            {
                return prefix + WriteWindow(Pick(low, high, lean));
            }
            // The two are next to each other at this length: stay with the lower one and go deeper.
            prefix += WriteDigits(low, WindowDigits);
            lower = lower[Math.Min(WindowDigits, lower.Length)..];
            isBounded = false;
        }
    }

    private static long Pick(long low, long high, KeyLean lean)
    {
        var gap = high - low;
        var step = Math.Max(1, gap / LeanFraction);
        var value = lean switch { KeyLean.Low => low + step, KeyLean.High => high - step, _ => low + (gap / 2) };
        // The fewest digits that stay between the bounds, rounded towards the neighbour that the key leans on.
        for (var unit = WindowSize / Base; unit > 1; unit /= Base)
        {
            var down = value / unit * unit;
            var rounded = lean == KeyLean.High && down != value ? down + unit : down;
            if (rounded > low && rounded < high)
            {
                return rounded;
            }
        }
        return value;
    }

    private static long ReadWindow(ReadOnlySpan<char> digits)
    {
        var value = 0L;
        for (var i = 0; i < WindowDigits; i++)
        {
            value = (value * Base) + (i < digits.Length ? DigitOf(digits[i]) : 0);
        }
        return value;
    }

    private static string WriteWindow(long value) => WriteDigits(value, WindowDigits).TrimEnd('0');

    private static string WriteDigits(long value, int count) => string.Create(count, value, static (span, rest) =>
    {
        for (var i = span.Length - 1; i >= 0; i--)
        {
            span[i] = Digits[(int)(rest % Base)];
            rest /= Base;
        }
    });

    private static (long Integer, string Fraction) Split(string key)
    {
        var digits = key.Length == 0 ? 0 : IntegerDigits(key[0]);
        if (digits is <= 0 or > MaxIntegerDigits || key.Length <= digits)
        {
            throw new FormatException($"'{key}' is not an order key");
        }
        var value = 0L;
        foreach (var digit in key.AsSpan(1, digits))
        {
            value = (value * Base) + DigitOf(digit);
        }
        var integer = key[0] >= FirstPositive ? FirstOf(digits) + value : -FirstOf(digits + 1) + value;
        return (integer, key[(digits + 1)..]);
    }

    private static string WriteInteger(long value)
    {
        var distance = value >= 0 ? value : -(value + 1);
        var digits = 1;
        while (distance >= FirstOf(digits + 1))
        {
            digits++;
        }
        if (digits > MaxIntegerDigits)
        {
            throw new InvalidOperationException("the list has used up all its order keys");
        }
        return value >= 0
            ? (char)(FirstPositive + digits - 1) + WriteDigits(value - FirstOf(digits), digits)
            : (char)(FirstNegative - digits + 1) + WriteDigits(value + FirstOf(digits + 1), digits);
    }

    // How many integers have fewer digits: 0, 62, 62 + 62^2, ...
    private static long FirstOf(int digits)
    {
        var first = 0L;
        for (long i = 1, size = Base; i < digits; i++, size *= Base)
        {
            first += size;
        }
        return first;
    }

    private static int IntegerDigits(char head) => head switch
    {
        >= FirstPositive and <= 'z' => head - FirstPositive + 1,
        >= 'a' and <= FirstNegative => FirstNegative - head + 1,
        _ => 0,
    };

    private static int DigitOf(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'Z' => digit - 'A' + 10,
        >= 'a' and <= 'z' => digit - 'a' + 36,
        _ => throw new FormatException($"'{digit}' is not a digit of an order key"),
    };
}

/// <summary>Where in a gap a key is taken.</summary>
internal enum KeyLean
{
    /// <summary>In the middle.</summary>
    Middle,
    /// <summary>Next to the lower neighbour, which was placed last.</summary>
    Low,
    /// <summary>Next to the upper neighbour, which was placed last.</summary>
    High,
}
