using System.IO.Compression;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Benchmarks.Search;

/// <summary>A file of titles, one JSON object on a line, read as an import reads it.</summary>
internal static class CatalogueFile
{
    private const string Beside = "shared/data/wikipedia-movies.jsonl.gz";

    /// <summary>The films of Wikipedia where they lie beside the checkout; null where they do not.</summary>
    public static string? FindBeside()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory?.Parent is { } parent; directory = parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "MediaGateway.sln")))
            {
                var file = Path.Combine(parent.FullName, Beside);
                return File.Exists(file) ? file : null;
            }
        }

        return null;
    }

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

    /// <summary>What a search index takes of them.</summary>
    public static List<IndexedTitle> TitlesOf(List<byte[]> documents) =>
        [.. documents.AsParallel().AsOrdered().Select(document => IndexedContent.Of(ContentDocument.Read(document)))];
}
