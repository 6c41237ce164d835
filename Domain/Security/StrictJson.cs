using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace MediaGateway.Domain.Security;

/// <summary>Reads the JSON of tokens and keys, where two readings of one text would be a hole.</summary>
internal static class StrictJson
{
    private const int MaxDepth = 8;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Reads one JSON object; false for anything else, for invalid UTF-8 and for a name that occurs twice.</summary>
    public static bool TryReadObject(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        if (!Utf8.IsValid(utf8.Span))
        {
            return false;
        }

        try
        {
            var parsed = JsonDocument.Parse(utf8, Options);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            {
                parsed.Dispose();
                return false;
            }

            document = parsed;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text under <paramref name="name"/>; null when it is absent, not text, or holds half of a surrogate pair.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
