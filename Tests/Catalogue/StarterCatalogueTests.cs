using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Content;

namespace MediaGateway.Tests.Catalogue;

public sealed class StarterCatalogueTests
{
    private readonly List<string> _lines = ReadLines();

    [Fact]
    public void Every_line_makes_a_title_of_its_own_and_makes_it_once()
    {
        var catalogue = new CatalogueModel();
        var records = _lines.Select(line => LineParser.Parse(Encoding.UTF8.GetBytes(line), SourceName.Starter))
            .Select(parsed => parsed.Record ?? throw new Xunit.Sdk.XunitException(parsed.Reason)).ToList();
        Assert.All(catalogue.Import(new ImportMemory(), records), effect => Assert.Equal(LineEffect.Created, effect));
        Assert.All(catalogue.Import(new ImportMemory(), records), effect => Assert.Equal(LineEffect.Unchanged, effect));
        Assert.InRange(catalogue.Count, 300, 1_000);
    }

    [Fact]
    public void No_two_titles_share_title_year_and_type()
    {
        var titles = _lines.Select(line => LineParser.Parse(Encoding.UTF8.GetBytes(line), SourceName.Starter).Record!).Select(record => (record.Title, record.Year, record.Type));
        Assert.Equal(_lines.Count, titles.Distinct().Count());
    }

    private static List<string> ReadLines()
    {
        using var resource = typeof(ICatalogueStore).Assembly.GetManifestResourceStream("starter/titles.ndjson")!;
        using var reader = new StreamReader(resource);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
