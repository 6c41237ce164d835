using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>How a title is written down: JSON in UTF-8, snake_case, nulls left out.</summary>
public static class ContentDocument
{
    private const int UsualBytes = 1024;

    // The documents are stored, never put into a page: letters stay letters. The encoder is the writer's and not the
    // context's, because a context with an encoder of its own does not take the generated, fast way of writing.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The document of a title.</summary>
    public static byte[] Write(Content content)
    {
        var document = new ArrayBufferWriter<byte>(UsualBytes);
        using var writer = new Utf8JsonWriter(document, WriterOptions);
        JsonSerializer.Serialize(writer, content, ContentJsonContext.Default.Content);
        return document.WrittenSpan.ToArray();
    }

    /// <summary>The title in a document.</summary>
    /// <exception cref="JsonException">It is not a document that <see cref="Write"/> made.</exception>
    public static Content Read(ReadOnlySpan<byte> document) =>
        JsonSerializer.Deserialize(document, ContentJsonContext.Default.Content) ?? throw new JsonException("The document of a title is null.");
}

/// <summary>The generated reading and writing of titles.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Content))]
internal sealed partial class ContentJsonContext : JsonSerializerContext;
