using MediaGateway.Grains.Interfaces.Content;
using Orleans.Runtime;
using Orleans.Streams;

namespace MediaGateway.Grains.Interfaces;

/// <summary>
/// The streams by which silos tell each other what all of them must hear. What is told is a hint, lost with whoever carries
/// it: each that hears it has a way to find out by itself.
/// </summary>
public static class SiloStreams
{
    /// <summary>The name of their provider.</summary>
    public const string Provider = "silos";

    /// <summary>The name of the stream of <see cref="Catalogue"/>.</summary>
    public static StreamId CatalogueId { get; } = StreamId.Create("catalogue", "changes");

    /// <summary>What is written to the catalogue. A silo hears it once, for all that are in it: whoever wants to know there is a follower.</summary>
    public static IAsyncStream<CatalogueChanged> Catalogue(IStreamProvider provider) => provider.GetStream<CatalogueChanged>(CatalogueId);
}
