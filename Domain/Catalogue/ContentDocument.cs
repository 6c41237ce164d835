using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>How a title is written down: JSON in UTF-8, snake_case, nulls left out.</summary>
public static class ContentDocument
{
    private static readonly ContentJsonContext Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The documents are stored, never put into a page: letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The document of a title.</summary>
    public static byte[] Write(Content content) => JsonSerializer.SerializeToUtf8Bytes(content, Json.Content);

    /// <summary>The title in a document.</summary>
    /// <exception cref="JsonException">It is not a document that <see cref="Write"/> made.</exception>
    public static Content Read(ReadOnlySpan<byte> document) =>
        JsonSerializer.Deserialize(document, Json.Content) ?? throw new JsonException("The document of a title is null.");
}

/// <summary>The generated reading and writing of titles.</summary>
[JsonSerializable(typeof(Content))]
internal sealed partial class ContentJsonContext : JsonSerializerContext;
