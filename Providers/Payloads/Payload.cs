using System.Globalization;
using System.Text.Json;

namespace MediaGateway.Providers.Payloads;

/// <summary>
/// A value somewhere in an answer, read leniently: what is missing or null says nothing, numbers may be written as text,
/// and what is of another kind than expected says nothing either but is noted by its path.
/// </summary>
public readonly struct Payload
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly UnmappedFields _unmapped;

    private Payload(JsonElement element, string path, UnmappedFields unmapped)
    {
        _element = element;
        _path = path;
        _unmapped = unmapped;
    }

    /// <summary>The whole of an answer.</summary>
    /// <param name="root">What came. It must live as long as anything is read of it.</param>
    /// <param name="unmapped">Where the paths are noted.</param>
    public static Payload Of(JsonElement root, UnmappedFields unmapped) => new(root, "$", unmapped);

    /// <summary>Whether there is anything but null.</summary>
    public bool IsThere => _element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => _element.ValueKind is JsonValueKind.Object;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => _element.ValueKind is JsonValueKind.Array;

    /// <summary>Whether it is text, and not empty.</summary>
    public bool IsText => _element.ValueKind is JsonValueKind.String && Text is not null;

    /// <summary>A member of an object.</summary>
    public Payload this[string name]
    {
        get
        {
            var path = $"{_path}.{name}";
            if (_element.ValueKind is JsonValueKind.Object)
            {
                return new Payload(_element.TryGetProperty(name, out var member) ? member : default, path, _unmapped);
            }

            NoteUnlessAbsent();
            return new Payload(default, path, _unmapped);
        }
    }

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

    /// <summary>The entries of a list; none where there is no list.</summary>
    public IEnumerable<Payload> Items
    {
        get
        {
            if (_element.ValueKind is JsonValueKind.Array)
            {
                return Entries(_element, _path + "[]", _unmapped);
            }

            NoteUnlessAbsent();
            return [];
        }
    }

    /// <summary>The members of an object; none where there is no object.</summary>
    public IEnumerable<KeyValuePair<string, Payload>> Members
    {
        get
        {
            if (_element.ValueKind is JsonValueKind.Object)
            {
                return MembersOf(_element, _path + ".*", _unmapped);
            }

            NoteUnlessAbsent();
            return [];
        }
    }

    /// <summary>The texts of a list of texts, or those under a name in a list of objects; each once.</summary>
    /// <param name="name">The member that holds the text; null where the entries are texts.</param>
    public IReadOnlyList<string> Texts(string? name = null) =>
        [.. Items.Select(item => name is null ? item.Text : item[name].Text).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Notes that the value is there but says nothing to us.</summary>
    public void Note() => NoteUnlessAbsent();

    private static IEnumerable<Payload> Entries(JsonElement list, string path, UnmappedFields unmapped)
    {
        foreach (var entry in list.EnumerateArray())
        {
            yield return new Payload(entry, path, unmapped);
        }
    }

    private static IEnumerable<KeyValuePair<string, Payload>> MembersOf(JsonElement element, string path, UnmappedFields unmapped)
    {
        foreach (var member in element.EnumerateObject())
        {
            yield return KeyValuePair.Create(member.Name, new Payload(member.Value, path, unmapped));
        }
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
            _unmapped.Add(_path);
        }
    }
}
