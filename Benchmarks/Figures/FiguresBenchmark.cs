using MediaGateway.Benchmarks.Search;

namespace MediaGateway.Benchmarks.Figures;

/// <summary>
/// Everything that is asked of speed and memory, as one table. The values are those of the other benchmarks, measured by
/// the same functions in fewer or shorter rounds.
/// </summary>
internal static class FiguresBenchmark
{
    private const int NameWidth = 74;

    public static async Task RunAsync(string[] arguments)
    {
        var file = arguments.FirstOrDefault() ?? CatalogueFile.FindBeside();
        if (file is null)
        {
            Console.WriteLine("There is no file of titles: the figures of search, import and start with a catalogue are left out. Name one: figures <catalogue.jsonl.gz>");
        }

        Console.WriteLine($"{"what",-NameWidth}{"asked",16}{"measured",16}  {"held",-5} by");
        var (count, held) = (0, 0);
        await foreach (var figure in MeasureAsync(file))
        {
            Console.WriteLine($"{figure.What,-NameWidth}{figure.Asked,16}{figure.Measured,16}  {(figure.IsHeld ? "yes" : "NO"),-5} {figure.Source}");
            count++;
            held += figure.IsHeld ? 1 : 0;
        }

        Console.WriteLine($"{held} of {count} held");
    }

    private static async IAsyncEnumerable<Figure> MeasureAsync(string? file)
    {
        foreach (var measure in new[] { RuntimeFigures.MeasureAsync, StorageFigures.MeasureAsync, UpstreamFigures.MeasureAsync, () => CatalogueFigures.MeasureAsync(file), () => GatewayFigures.MeasureAsync(file) })
        {
            foreach (var figure in await measure())
            {
                yield return figure;
            }
        }
    }
}
