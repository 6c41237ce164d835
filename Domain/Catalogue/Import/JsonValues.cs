using System.Globalization;
using System.Text.Json;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// Reads single values as tolerantly as dumps need: numbers may be written as text, a list of one as its only entry,
/// a name as an object that has a name. Empty text says nothing. Anything else is a reason that names the field.
/// </summary>
internal static class JsonValues
{
    public static string? Text(ref Utf8JsonReader reader, string field, Action<string> take)
    {
        var fault = ReadText(ref reader, field, out var text);
        if (text is not null)
        {
            take(text);
        }

        return fault;
    }

    public static string? Id(ref Utf8JsonReader reader, string field, Action<string> take)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return Text(ref reader, field, take);
        }

        if (!reader.TryGetInt64(out var number) || number < 0)
        {
            return $"{field} must be text or a whole number";
        }

        take(number.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    public static string? Url(ref Utf8JsonReader reader, string field, Action<string> take) =>
        Text(ref reader, field, text => take(text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text : text));

    public static string? Whole(ref Utf8JsonReader reader, string field, Action<int> take) => Number(ref reader, field, out var number) switch
    {
        { } fault => fault,
        null when number is null => null,
        null when decimal.IsInteger(number.Value) && number is >= int.MinValue and <= int.MaxValue => Take(take, (int)number.Value),
        _ => $"{field} must be a whole number in its range",
    };

    public static string? Number(ref Utf8JsonReader reader, string field, Action<decimal> take)
    {
        var fault = Number(ref reader, field, out var number);
        return fault is null && number is not null ? Take(take, number.Value) : fault;
    }

    public static string? Names(ref Utf8JsonReader reader, string field, Action<IReadOnlyList<string>> take)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Text(ref reader, field, text => take([text]));
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return $"{field} must be a list of text";
        }

        var names = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var fault = ReadName(ref reader, field, out var name);
            if (fault is not null)
            {
                return fault;
            }

            if (name is not null && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        take(names.Count == 0 ? [] : names.ToArray());
        return null;
    }

    private static string? ReadName(ref Utf8JsonReader reader, string field, out string? name)
    {
        name = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.Null ? null : ReadText(ref reader, field, out name);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = !reader.ValueIsEscaped && reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isName && ReadText(ref reader, field, out name) is { } fault)
            {
                return fault;
            }

            reader.Skip();
        }

        return name is null ? $"{field} must be a list of text, or of objects with a name" : null;
    }

    private static string? ReadText(ref Utf8JsonReader reader, string field, out string? text)
    {
        text = null;
        if (reader.TokenType != JsonTokenType.String)
        {
            return $"{field} must be text";
        }

        try
        {
            text = reader.GetString()!.Trim();
        }
        catch (InvalidOperationException)
        {
            // The line is valid UTF-8, so only an escaped half of a surrogate pair is left as the cause.
            return $"{field} holds half of a surrogate pair";
        }

        text = text.Length == 0 ? null : text;
        return null;
    }

    private static string? Number(ref Utf8JsonReader reader, string field, out decimal? number)
    {
        number = null;
        if (reader.TokenType == JsonTokenType.String)
        {
            var fault = ReadText(ref reader, field, out var text);
            if (fault is not null || text is null)
            {
                return fault;
            }

            if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed))
            {
                number = parsed;
                return null;
            }
        }
        else if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var given))
        {
            number = given;
            return null;
        }

        return $"{field} must be a number in its range";
    }

    private static string? Take<T>(Action<T> take, T value)
    {
        take(value);
        return null;
    }
}
