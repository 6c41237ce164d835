using MediaGateway.Grains.Discovery;

namespace MediaGateway.Tests.Simulation;

/// <summary>The catalogue of all simulations: a few titles, read once.</summary>
internal static class SimulatedCatalogue
{
    /// <summary>How many titles there are.</summary>
    public const int Titles = 7;

    /// <summary>The index over them.</summary>
    public static CatalogueIndex Index { get; } = Read();

    /// <summary>A title.</summary>
    public static string Title(int number) => $"imdb:tt000000{number}";

    private static CatalogueIndex Read()
    {
        var catalogue = new Discovery.CatalogueInMemory();
        for (var number = 1; number <= Titles; number++)
            catalogue.Put(Title(number), $"Title {number}", 2000 + number);
        var index = new CatalogueIndex(catalogue, Microsoft.Extensions.Logging.Abstractions.NullLogger<CatalogueIndex>.Instance);
        index.CatchUpAsync(CancellationToken.None).GetAwaiter().GetResult();
        return index;
    }
}
