using System.Collections.Frozen;
using System.Text.Json;

namespace MediaGateway.Domain.Platforms;

/// <summary>Every platform that the gateway knows.</summary>
public static class PlatformDirectory
{
    /// <summary>The region of questions that must name one where nobody has said which: most sources tell most of it.</summary>
    public const string DefaultRegion = "US";

    private const string Resource = "platforms.json";

    private static readonly FrozenDictionary<string, Platform> ById = Read();

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<Platform> All { get; } = [.. ById.Values.OrderBy(platform => platform.Id, StringComparer.Ordinal)];

    /// <summary>The platform of an id (<c>netflix</c>); null where it is unknown.</summary>
    public static Platform? Find(string id) => ById.GetValueOrDefault(id);

    private static FrozenDictionary<string, Platform> Read()
    {
        using var entries = typeof(PlatformDirectory).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not part of the assembly.");
        return JsonSerializer.Deserialize(entries, PlatformJsonContext.Default.PlatformEntryArray)!
            .ToFrozenDictionary(entry => entry.Id, entry => new Platform(entry), StringComparer.Ordinal);
    }
}
