using System.Text.Json;
using System.Text.Json.Serialization;
using MediaGateway.ApiFrontend.Problems;

namespace MediaGateway.ApiFrontend.Json;

/// <summary>Text as the database can keep it: no NUL characters, no broken UTF-8, no half of a surrogate pair.</summary>
internal sealed class SafeTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new RequestJsonException("must be a text");
        }

        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RequestJsonException("is not valid Unicode");
        }

        return text.Contains('\0', StringComparison.Ordinal) ? throw new RequestJsonException("must not have NUL characters") : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString()!;
        return name.Contains('\0', StringComparison.Ordinal) ? throw new RequestJsonException("must not have NUL characters") : name;
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
