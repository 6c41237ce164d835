using System.Text.Json.Nodes;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>
/// Operations, stamps and snapshots, which are read and written by hand so that the framework cannot describe them. Both
/// descriptions carry the same schemas.
/// </summary>
internal static class SyncSchemas
{
    private const string File = "OpenApi/sync-schemas.json";

    /// <summary>The schemas by name.</summary>
    public static JsonObject Read() => EmbeddedJson.Read(File);
}
