using System.Globalization;
using System.Text.Json;

namespace MediaGateway.Providers.Payloads;

/// <summary>
/// A value somewhere in an answer, read leniently: what is missing or null says nothing, numbers may be written as text,
/// and what is of another kind than expected says nothing either but is noted by its path.
/// </summary>
public readonly partial struct Payload
{
    private readonly JsonElement _element;
    private readonly UnmappedFields _unmapped;

    // Where it stands is a path only when somebody must be told: of objects and lists it is their own, of all others
    // that of what they are in, and their name in it.
    private readonly PayloadPath _place;
    private readonly string? _name;

    private Payload(JsonElement element, PayloadPath place, string? name, UnmappedFields unmapped)
    {
        _element = element;
        _unmapped = unmapped;
        var isContainer = name is not null && element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        (_place, _name) = isContainer ? (new PayloadPath(place, name!), null) : (place, name);
    }

    /// <summary>The whole of an answer.</summary>
    /// <param name="root">What came. It must live as long as anything is read of it.</param>
    /// <param name="unmapped">Where the paths are noted.</param>
    public static Payload Of(JsonElement root, UnmappedFields unmapped) => new(root, PayloadPath.Root, null, unmapped);

    /// <summary>Whether there is anything but null.</summary>
    public bool IsThere => _element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => _element.ValueKind is JsonValueKind.Object;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => _element.ValueKind is JsonValueKind.Array;

    /// <summary>Whether it is text, and not empty.</summary>
    public bool IsText => _element.ValueKind is JsonValueKind.String && Text is not null;

    /// <summary>Text without outer blanks; a number as it is written. Null where there is none, or only blanks.</summary>
    public string? Text
    {
        get
        {
            switch (_element.ValueKind)
            {
                case JsonValueKind.String when TryGetString(out var text):
                    return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
                case JsonValueKind.Number:
                    return _element.GetRawText();
                default:
                    NoteUnlessAbsent();
                    return null;
            }
        }
    }

    /// <summary>A number, also one that is written as text.</summary>
    public decimal? Number
    {
        get
        {
            switch (_element.ValueKind)
            {
                case JsonValueKind.Number when _element.TryGetDecimal(out var number):
                    return number;
                case JsonValueKind.String when TryGetString(out var text):
                    if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed))
                    {
                        return parsed;
                    }

                    if (!string.IsNullOrWhiteSpace(text))
                    {
                        NoteUnlessAbsent();
                    }

                    return null;
                default:
                    NoteUnlessAbsent();
                    return null;
            }
        }
    }

    /// <summary>A whole number; a fraction is cut off.</summary>
    public long? Whole => Number is { } number && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    /// <summary>A whole number that fits 32 bits.</summary>
    public int? Count => Whole is { } whole and >= int.MinValue and <= int.MaxValue ? (int)whole : null;

    /// <summary>True or false; null where there is neither.</summary>
    public bool? Flag
    {
        get
        {
            if (_element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                return _element.ValueKind is JsonValueKind.True;
            }

            NoteUnlessAbsent();
            return null;
        }
    }

    /// <summary>A day, also where only its year, or year and month, or a time on it is given.</summary>
    public DateOnly? Day
    {
        get
        {
            if (Text is not { } text)
            {
                return null;
            }

            if (DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            NoteUnlessAbsent();
            return null;
        }
    }

    /// <summary>A time as RFC 3339 has it; one without a zone is UTC.</summary>
    public DateTimeOffset? Time
    {
        get
        {
            if (Text is not { } text)
            {
                return null;
            }

            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time;
            }

            NoteUnlessAbsent();
            return null;
        }
    }

    /// <summary>A time as seconds since 1970.</summary>
    public DateTimeOffset? UnixTime => Whole is { } seconds and >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Notes that the value is there but says nothing to us.</summary>
    public void Note() => NoteUnlessAbsent();

    /// <summary>Notes that this says, in a way that is new to us, of which kind an offer is: then offers may be missing that there are.</summary>
    public void NoteOffer()
    {
        _unmapped.AddOffer();
        NoteUnlessAbsent();
    }

    private bool TryGetString(out string text)
    {
        try
        {
            text = _element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair: valid JSON, but no text.
            text = "";
            return false;
        }
    }

    private void NoteUnlessAbsent()
    {
        if (IsThere)
        {
            _unmapped.Add(_name is null ? _place.ToString() : PayloadPath.Join(_place, _name));
        }
    }
}
