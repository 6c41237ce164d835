using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>What grains need to ask sources, and a catalogue to search.</summary>
internal static class SourceRig
{
    private const int WritesAtOnce = 1_000;

    /// <summary>Adds sources and the grains that ask them. The catalogue is in memory where there is no other.</summary>
    public static void Add(HostApplicationBuilder builder, IEnumerable<ISource> sources)
    {
        builder.Services.TryAddSingleton<ICatalogueStore, MemoryCatalogue>();
        builder.Services.AddCatalogue();
        builder.Services.AddDiscovery();
        builder.Services.AddSourceGrains();
        foreach (var source in sources) builder.Services.AddSingleton(source);
    }

    /// <summary>Writes the titles of <see cref="TitleNames"/> into the catalogue, and waits until they can be searched.</summary>
    public static async Task FillAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<ICatalogueStore>();
        foreach (var batch in Enumerable.Range(0, TitleNames.Count).Select(ToWrite).Chunk(WritesAtOnce))
        {
            if (!await store.WriteAsync(batch, CancellationToken.None)) throw new InvalidOperationException("The catalogue was not empty.");
        }

        await services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None);
    }

    private static CatalogueWrite ToWrite(int number)
    {
        var imdb = TitleNames.ImdbOf(number);
        var content = new Content
        {
            ContentId = $"imdb:{imdb}",
            Type = ContentType.Movie,
            Title = TitleNames.Of(number),
            Year = 2020,
            Overview = "What the catalogue says of the title, in about as many words as it takes to say it.",
            Genres = ["Drama"],
            ExternalIds = new Dictionary<string, string> { ["imdb"] = imdb },
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        return new CatalogueWrite(content.ContentId, 0, [], ContentDocument.Write(content));
    }
}
