using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Discovery;

/// <summary>
/// A title as clients get it: JSON in UTF-8 with every member of a content object, null where nothing is known. It is made
/// once, when a title enters the index, so that an answer is put together of finished pieces.
/// </summary>
public static class PublicDocument
{
    private static readonly ContentJsonContext Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new UtcTimeConverter() },
    });

    /// <summary>The document of a title.</summary>
    public static byte[] Write(Content content) => JsonSerializer.SerializeToUtf8Bytes(content with { Aliases = null, Origin = null }, Json.Content);

    /// <summary>Writes times in UTC with <c>Z</c>, and fractions of a second only where there are any.</summary>
    private sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}
