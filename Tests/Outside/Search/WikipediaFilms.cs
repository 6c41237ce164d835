using System.IO.Compression;
using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Discovery;
using MediaGateway.Tests.Catalogue;

namespace MediaGateway.Tests.Outside.Search;

/// <summary>The 36,273 films of the file beside the checkout, imported and indexed as the gateway does it, once for all tests.</summary>
internal static class WikipediaFilms
{
    private const int BatchSize = 1000;

    private static readonly Lazy<IReadOnlyList<Content>> Imported = new(Import);

    private static readonly Lazy<TextIndex> Indexed = new(() => Contents.Select(IndexedContent.Of).Chunk(BatchSize).Aggregate(TextIndex.Empty, (index, batch) => index.With(batch)));

    public static IReadOnlyList<Content> Contents => Imported.Value;

    public static TextIndex Index => Indexed.Value;

    private static List<Content> Import()
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(OutsideFiles.PathOf("data/wikipedia-movies.jsonl.gz")), CompressionMode.Decompress));
        var catalogue = new CatalogueModel();
        var memory = new ImportMemory();
        var records = new List<SourceRecord>(BatchSize);
        while (lines.ReadLine() is { } line)
        {
            records.Add(LineParser.Parse(Encoding.UTF8.GetBytes(line), "wikipedia").Record!);
            if (records.Count < BatchSize) continue;
            catalogue.Import(memory, records);
            records.Clear();
        }

        catalogue.Import(memory, records);
        return [.. catalogue.All];
    }
}
