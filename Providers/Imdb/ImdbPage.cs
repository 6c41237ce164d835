using System.Text;
using System.Text.Json;

namespace MediaGateway.Providers.Imdb;

/// <summary>
/// Finds in a page the JSON-LD of the title that the page is about. Nothing of the HTML but the borders of scripts matters,
/// so nothing else of it is looked at. Entities are left as they are: decoded here, <c>&amp;quot;</c> would end a string.
/// </summary>
internal static class ImdbPage
{
    private const string ScriptStart = "<script";
    private const string ScriptEnd = "</script";
    private const string LinkedData = "application/ld+json";

    /// <summary>The first object that is a title, as JSON; null where there is none.</summary>
    public static byte[]? FindTitle(ReadOnlySpan<byte> page)
    {
        foreach (var script in LinkedDataOf(Encoding.UTF8.GetString(page)))
        {
            try
            {
                using var document = JsonDocument.Parse(script);
                if (TitleIn(document.RootElement) is { } title)
                {
                    return Encoding.UTF8.GetBytes(title.GetRawText());
                }
            }
            catch (JsonException)
            {
                // One that is broken does not hide the next.
            }
        }

        return null;
    }

    private static IEnumerable<string> LinkedDataOf(string page)
    {
        var at = 0;
        while ((at = page.IndexOf(ScriptStart, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            var content = EndOfTag(page, at);
            var end = page.IndexOf(ScriptEnd, content, StringComparison.OrdinalIgnoreCase);
            if (end < 0) yield break;
            if (page.AsSpan(at, content - at).Contains(LinkedData, StringComparison.OrdinalIgnoreCase)) yield return page[content..end];
            at = end;
        }
    }

    /// <summary>Where what is behind a tag begins. A <c>&gt;</c> within quotes does not end it.</summary>
    private static int EndOfTag(string page, int at)
    {
        var quote = '\0';
        for (; at < page.Length; at++)
        {
            var c = page[at];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is '>')
            {
                return at + 1;
            }
        }

        return page.Length;
    }

    /// <summary>It may be the whole, one of a list, or one of a graph.</summary>
    private static JsonElement? TitleIn(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Array => found.EnumerateArray().Select(TitleIn).FirstOrDefault(title => title is not null),
        JsonValueKind.Object when ImdbTitles.TypesOf(found).Any(ImdbTitles.IsTitle) => found,
        JsonValueKind.Object when found.TryGetProperty("@graph", out var graph) => TitleIn(graph),
        _ => null,
    };
}
