using System.Globalization;
using System.Text.Json;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>
/// Reads the fields of one JSON object strictly and remembers the first that is at fault; what is read after that is not used.
/// </summary>
internal sealed class FieldReader(JsonElement element, string path = "")
{
    /// <summary>What was wrong first; null while all is well.</summary>
    public OperationRefusal? Refusal { get; private set; }

    /// <summary>Whether the field is there, null included.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out _);

    /// <summary>Whether the field is there and null.</summary>
    public bool IsNull(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>Whether the field is absent or null.</summary>
    public bool IsMissing(string name) => !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null;

    /// <summary>A text of 1 to <paramref name="maxLength"/> characters, none of them a control character.</summary>
    public string Text(string name, int maxLength) => Find(name, out var value) ? TextOf(value, name, maxLength) : "";

    /// <summary>A whole number in a range.</summary>
    public long Whole(string name, long min, long max)
    {
        if (!Find(name, out var value))
        {
            return min;
        }
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || number < min || number > max)
        {
            Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"));
            return min;
        }
        return number;
    }

    /// <summary>A whole number in a range; null where the field is absent or null.</summary>
    public long? WholeOrNull(string name, long min, long max) => IsMissing(name) ? null : Whole(name, min, max);

    /// <summary>A rating from 0 to 5 with at most one decimal, in tenths; null where it is null. The field must be there.</summary>
    public int? RatingTenths(string name)
    {
        if (IsNull(name) || !Find(name, out var value))
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var rating)
            && rating is >= 0 and <= SyncLimits.MaxRatingTenths / 10m && rating * 10 == decimal.Truncate(rating * 10))
        {
            return (int)(rating * 10);
        }
        Refuse(name, "must be null or a number from 0 to 5 in steps of 0.1");
        return null;
    }

    /// <summary>True or false; <paramref name="absent"/> where the field is absent, null for "must be there".</summary>
    public bool Flag(string name, bool? absent = null)
    {
        if (absent is { } value && IsMissing(name))
        {
            return value;
        }
        if (Find(name, out var flag) && flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse(name, "must be true or false");
        }
        return flag.ValueKind == JsonValueKind.True;
    }

    /// <summary>A time in RFC 3339, in UTC and to the millisecond.</summary>
    public DateTimeOffset Moment(string name)
    {
        if (!Find(name, out var value))
        {
            return default;
        }
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out var time) || !HasOffset(value))
        {
            Refuse(name, "must be a time in RFC 3339, such as 2026-01-31T20:15:00Z");
            return default;
        }
        return DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
    }

    /// <summary>A list of texts; null where the field is absent.</summary>
    public List<string>? Texts(string name, int maxCount, int maxLength)
    {
        if (IsMissing(name))
        {
            return null;
        }
        var value = element.GetProperty(name);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > maxCount)
        {
            Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be a list of at most {maxCount} texts"));
            return null;
        }
        var texts = new List<string>(value.GetArrayLength());
        foreach (var entry in value.EnumerateArray())
        {
            texts.Add(TextOf(entry, string.Create(CultureInfo.InvariantCulture, $"{name}[{texts.Count}]"), maxLength));
        }
        return texts;
    }

    /// <summary>The field as an object, to be read by a reader of its own.</summary>
    public FieldReader? Object(string name)
    {
        if (!Find(name, out var value))
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse(name, "must be an object");
            return null;
        }
        return new FieldReader(value, $"{path}{name}.");
    }

    /// <summary>The field as it stands. It must be there; it may be null.</summary>
    public JsonElement Any(string name)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            Refuse(name, "is missing");
        }
        return value;
    }

    /// <summary>Says that a field is at fault.</summary>
    public void Refuse(string name, string reason) => Refusal ??= OperationRefusal.InvalidField(path + name, reason);

    /// <summary>Takes over what another reader found.</summary>
    public void Adopt(OperationRefusal? refusal) => Refusal ??= refusal;

    /// <summary>The text of a JSON string; null where it is not one or is not valid Unicode.</summary>
    public static string? ReadText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // The only report of invalid UTF-8 and of lone surrogates that the parser gives.
            return null;
        }
    }

    private static bool HasOffset(JsonElement value)
    {
        // A time without an offset would be read in the server's zone; RFC 3339 requires one.
        var text = value.GetString()!;
        return text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal) && text.Contains('T', StringComparison.Ordinal);
    }

    private string TextOf(JsonElement value, string name, int maxLength)
    {
        var text = ReadText(value);
        if (text is null || text.Length == 0 || text.Length > maxLength || text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.Contains('\u007f', StringComparison.Ordinal))
        {
            Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be a text of 1 to {maxLength} characters without control characters"));
            return "";
        }
        return text;
    }

    private bool Find(string name, out JsonElement value)
    {
        if (element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null)
        {
            return true;
        }
        Refuse(name, "is missing");
        return false;
    }
}
