using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediaGateway.ApiFrontend.Problems;

namespace MediaGateway.ApiFrontend.Json;

/// <summary>Times as RFC 3339: read with any offset (one must be there), written in UTC with <c>Z</c>.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    private const int MaxLength = 40;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: <= MaxLength } text && TryRead(text, out var time))
        {
            return time;
        }

        throw new RequestJsonException("must be an RFC 3339 time, such as 2026-01-31T12:00:00Z");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);

    /// <summary>Reads an RFC 3339 time.</summary>
    internal static bool TryRead(string text, out DateTimeOffset time)
    {
        time = default;
        // Date, time and offset must all be there; the parser below would make up what is missing.
        var hasOffset = text.Length > 19 && (text[^1] is 'Z' or 'z' || (text[^3] == ':' && text[^6] is '+' or '-'));
        return hasOffset && text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }
}
