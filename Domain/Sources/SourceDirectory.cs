using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Sources;

/// <summary>The terms of every source that the gateway knows.</summary>
public static class SourceDirectory
{
    private const string Resource = "sources.json";

    private static readonly FrozenDictionary<string, SourceTerms> ById = Read();

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<SourceTerms> All { get; } = [.. ById.Values.OrderBy(source => source.Id, StringComparer.Ordinal)];

    /// <summary>The terms of a source; null where it is unknown.</summary>
    public static SourceTerms? Find(string id) => ById.GetValueOrDefault(id);

    private static FrozenDictionary<string, SourceTerms> Read()
    {
        using var entries = typeof(SourceDirectory).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not part of the assembly.");
        return JsonSerializer.Deserialize(entries, SourceJsonContext.Default.SourceTermsArray)!
            .ToFrozenDictionary(source => source.Id, StringComparer.Ordinal);
    }
}

/// <summary>The generated reading of sources.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SourceTerms[]))]
internal sealed partial class SourceJsonContext : JsonSerializerContext;
