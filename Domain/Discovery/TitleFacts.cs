using System.Text.Json;
using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Discovery;

/// <summary>The few facts that lists show, read from a title's document without the rest.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Title">The title as it is shown.</param>
/// <param name="Type">What kind of thing it is.</param>
/// <param name="Year">The year it came out; null where unknown.</param>
/// <param name="RuntimeMinutes">Its running time; null where unknown.</param>
public sealed record TitleFacts(string ContentId, string Title, ContentType Type, int? Year, int? RuntimeMinutes)
{
    private static readonly TitleFactsJsonContext Json = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });

    /// <summary>Reads a document that <see cref="PublicDocument.Write"/> made.</summary>
    /// <exception cref="JsonException">It is no such document.</exception>
    public static TitleFacts Read(ReadOnlySpan<byte> document) =>
        JsonSerializer.Deserialize(document, Json.TitleFacts) ?? throw new JsonException("The document of a title is null.");
}

/// <summary>The generated reading of facts.</summary>
[JsonSerializable(typeof(TitleFacts))]
internal sealed partial class TitleFactsJsonContext : JsonSerializerContext;
