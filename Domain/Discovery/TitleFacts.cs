using System.Text.Json;
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
    private const int FactCount = 5;

    /// <summary>Reads a document that <see cref="PublicDocument.Write"/> made, as far as the last of the facts.</summary>
    /// <exception cref="JsonException">It is no such document.</exception>
    public static TitleFacts Read(ReadOnlySpan<byte> document)
    {
        string? contentId = null, title = null;
        ContentType? type = null;
        int? year = null, runtime = null;
        var reader = new Utf8JsonReader(document);
        reader.Read();
        for (var found = 0; found < FactCount && reader.Read() && reader.TokenType is JsonTokenType.PropertyName; found++)
        {
            if (Next(ref reader, "content_id"u8)) contentId = reader.GetString();
            else if (Next(ref reader, "type"u8)) type = Enum.Parse<ContentType>(reader.GetString() ?? "", ignoreCase: true);
            else if (Next(ref reader, "title"u8)) title = reader.GetString();
            else if (Next(ref reader, "year"u8)) year = Number(ref reader);
            else if (Next(ref reader, "runtime_minutes"u8)) runtime = Number(ref reader);
            else
            {
                reader.Skip();
                found--;
            }
        }

        return contentId is null || title is null || type is null
            ? throw new JsonException("The document of a title lacks its id, its title or its type.")
            : new TitleFacts(contentId, title, type.Value, year, runtime);
    }

    private static bool Next(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    private static int? Number(ref Utf8JsonReader reader) => reader.TokenType is JsonTokenType.Null ? null : reader.GetInt32();
}
