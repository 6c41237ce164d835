using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>Brings the value of a preference into the one form in which it is kept: JSON without white space.</summary>
internal static class PreferenceValue
{
    /// <summary>The compact form; null where the value holds text that is not Unicode or has a NUL.</summary>
    public static string? Compact(JsonElement value)
    {
        if (!IsClean(value))
        {
            return null;
        }
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            value.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsClean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().All(IsClean),
        JsonValueKind.Object => HasCleanMembers(value),
        JsonValueKind.String => FieldReader.ReadText(value) is { } text && IsCleanText(text),
        JsonValueKind.Undefined => false,
        _ => true,
    };

    private static bool HasCleanMembers(JsonElement value)
    {
        try
        {
            return value.EnumerateObject().All(member => IsCleanText(member.Name) && IsClean(member.Value));
        }
        catch (InvalidOperationException)
        {
            // A member's name is not valid Unicode.
            return false;
        }
    }

    private static bool IsCleanText(string text) => !text.Contains('\0', StringComparison.Ordinal);
}
