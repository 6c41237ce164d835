using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>Writes content ids as their text, and no id as null.</summary>
internal sealed class ContentIdConverter : JsonConverter<ContentId>
{
    public override bool HandleNull => true;

    public override ContentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Null) return default;
        return ContentId.TryParse(reader.GetString(), out var id, out var reason) ? id : throw new JsonException(reason);
    }

    public override void Write(Utf8JsonWriter writer, ContentId value, JsonSerializerOptions options)
    {
        if (value.IsValid) writer.WriteStringValue(value.Value);
        else writer.WriteNullValue();
    }
}
