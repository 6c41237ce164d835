using System.Buffers;

namespace MediaGateway.Storage.Connections;

/// <summary>What PostgreSQL takes as text: Unicode without NUL and without halves of surrogate pairs.</summary>
internal static class StorableText
{
    private static readonly SearchValues<char> _suspects = SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    /// <summary>Whether the text can be stored; text that cannot names nothing that is stored.</summary>
    public static bool Is(string? text)
    {
        if (text is null) return true;
        for (var i = text.AsSpan().IndexOfAny(_suspects); i >= 0 && i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
