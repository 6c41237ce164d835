using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>The parts of the descriptions that are written by hand and lie in the assembly.</summary>
internal static class EmbeddedJson
{
    /// <summary>How descriptions are written: people read them too.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Reads one.</summary>
    public static JsonObject Read(string file)
    {
        using var resource = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks {file}.");
        return JsonNode.Parse(resource)!.AsObject();
    }

    /// <summary>Puts the members of <paramref name="patch"/> over those of <paramref name="target"/>, object by object.</summary>
    public static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject there)
            {
                Merge(there, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}
