using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>What the APIs know: files in the shape that each API documents, which are part of the assembly.</summary>
internal static class Payloads
{
    /// <summary>A file.</summary>
    /// <param name="source">The source, which is its folder.</param>
    /// <param name="name">Its name without an ending.</param>
    public static JsonNode Read(string source, string name)
    {
        var path = $"Payloads/{source}/{name}.json";
        using var file = typeof(Payloads).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"{path} is not part of the assembly.");
        return JsonNode.Parse(file) ?? throw new InvalidOperationException($"{path} says nothing.");
    }

    /// <summary>The entries of a file that holds a list.</summary>
    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<JsonObject> List(string source, string name) => [.. Read(source, name).AsArray().Select(entry => entry!.AsObject())];

    /// <summary>Text of a member; empty where there is none.</summary>
    public static string Text(this JsonNode entry, string name) => entry[name]?.ToString() ?? "";

    /// <summary>Copies as a list, because a node can stand in one place only.</summary>
    public static JsonArray ToList(this IEnumerable<JsonNode> entries) => new([.. entries.Select(entry => entry.DeepClone())]);

    /// <summary>A copy with some of the members.</summary>
    public static JsonObject Only(this JsonObject entry, params IEnumerable<string> names) =>
        new(names.Where(entry.ContainsKey).Select(name => KeyValuePair.Create(name, entry[name]?.DeepClone())));

    /// <summary>A copy without some of the members.</summary>
    public static JsonObject Without(this JsonObject entry, params IEnumerable<string> names) =>
        entry.Only(entry.Select(member => member.Key).Except(names));
}
