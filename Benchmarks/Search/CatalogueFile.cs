using System.IO.Compression;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Benchmarks.Search;

/// <summary>A file of titles, one JSON object on a line, read as an import reads it.</summary>
internal static class CatalogueFile
{
    /// <summary>The titles as they are stored: each line one title, under the number of its line.</summary>
    public static List<byte[]> ReadDocuments(string path)
    {
        using Stream file = File.OpenRead(path);
        using var lines = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var documents = new List<byte[]>();
        var nothing = new Dictionary<string, StoredTitle>();
        while (lines.ReadLine() is { } line)
        {
            if (LineParser.Parse(System.Text.Encoding.UTF8.GetBytes(line), "bench").Record is not { } record) continue;
            var plan = new ImportPlan(nothing, new ImportMemory(), DateTimeOffset.UnixEpoch);
            plan.Add(record, TitleIdentity.Of(record));
            documents.Add(ContentDocument.Write(plan.Changes.Single().Content with { ContentId = $"line:{documents.Count}" }));
        }

        return documents;
    }
}
