using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>One result: a content object with three members more.</summary>
/// <param name="Content">The content object as JSON in UTF-8, complete.</param>
/// <param name="Platform">The platform that the result came from; null for the catalogue.</param>
/// <param name="RelevanceScore">How well it matches, from 0 to 1.</param>
/// <param name="Available">Whether it can be had.</param>
[JsonConverter(typeof(SearchResultConverter))]
public sealed record SearchResult(ReadOnlyMemory<byte> Content, string? Platform, double RelevanceScore, bool Available);

/// <summary>Writes a result without reading the content object again: its bytes, and the further members in front of its last brace.</summary>
internal sealed class SearchResultConverter : JsonConverter<SearchResult>
{
    private const int FurtherBytes = 256;

    public override SearchResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Results are written, never read.");

    public override void Write(Utf8JsonWriter writer, SearchResult value, JsonSerializerOptions options)
    {
        var content = value.Content.Span.TrimEnd((byte)' ');
        var platform = value.Platform is null ? "null"u8 : JsonSerializer.SerializeToUtf8Bytes(value.Platform, options);
        var buffer = new ArrayBufferWriter<byte>(content.Length + platform.Length + FurtherBytes);
        buffer.Write(content[..^1]);
        buffer.Write(""","platform":"""u8);
        buffer.Write(platform);
        buffer.Write(""","relevance_score":"""u8);
        buffer.Write(Encoding.ASCII.GetBytes(value.RelevanceScore.ToString(CultureInfo.InvariantCulture)));
        buffer.Write(value.Available ? ""","available":true}"""u8 : ""","available":false}"""u8);
        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }
}
