using System.Text.Json;
using System.Text.Unicode;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>Reads one line of an import: a JSON object in UTF-8 with the fields of a title, or those of common dumps.</summary>
public static class LineParser
{
    /// <summary>The longest line, in bytes. Longer ones are reported and left out.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    /// <summary>The deepest nesting of a line.</summary>
    public const int MaxDepth = 16;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="source">Whose line it is.</param>
    /// <returns>The record, or the reason why there is none.</returns>
    public static ParsedLine Parse(ReadOnlySpan<byte> line, string source)
    {
        if (line.Length > MaxLineBytes)
        {
            return ParsedLine.Fault($"the line is longer than {MaxLineBytes} bytes");
        }

        if (!Utf8.IsValid(line))
        {
            return ParsedLine.Fault("the line is not valid UTF-8");
        }

        try
        {
            var reader = new Utf8JsonReader(line, ReaderOptions);
            var draft = new RecordDraft();
            var fault = ReadObject(ref reader, draft);
            if (fault is not null)
            {
                return ParsedLine.Fault(fault);
            }

            var record = draft.ToRecord(source);
            fault = RecordRules.FaultOf(record);
            return fault is null ? ParsedLine.Of(record) : ParsedLine.Fault(fault);
        }
        catch (JsonException fault)
        {
            return ParsedLine.Fault($"the line is not valid JSON (byte {fault.BytePositionInLine ?? 0})");
        }
        catch (InvalidOperationException)
        {
            // The way the framework's JSON reading refuses half of a surrogate pair, in values and in names.
            return ParsedLine.Fault("the line has text that is not valid Unicode");
        }
    }

    private static string? ReadObject(ref Utf8JsonReader reader, RecordDraft draft)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "the line is not a JSON object";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = LineFields.Find(ref reader);
            reader.Read();
            if (field is null || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
                continue;
            }

            if (field(ref reader, draft) is { } fault)
            {
                return fault;
            }
        }

        // Past the object's end nothing may follow; the reader throws when something does.
        reader.Read();
        return null;
    }
}

/// <summary>What became of a line: a record or a reason.</summary>
/// <param name="Record">What it says; null when it could not be read.</param>
/// <param name="Reason">Why it could not be read; null when it could.</param>
public readonly record struct ParsedLine(SourceRecord? Record, string? Reason)
{
    /// <summary>A line that was read.</summary>
    public static ParsedLine Of(SourceRecord record) => new(record, null);

    /// <summary>A line that could not be read.</summary>
    public static ParsedLine Fault(string reason) => new(null, reason);
}
