using System.Diagnostics.Metrics;

namespace MediaGateway.Grains.Content;

/// <summary>What can be seen from outside of how this silo follows the catalogue.</summary>
public sealed class CatalogueTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "MediaGateway.Catalogue";

    private readonly Counter<long> _heard;

    /// <summary>Makes the instruments.</summary>
    public CatalogueTelemetry(IMeterFactory meters) =>
        _heard = meters.Create(Name).CreateCounter<long>("mg.catalogue.news", "{change}", "Changes of the catalogue that this silo was told of");

    /// <summary>This silo was told of a change.</summary>
    public void Heard() => _heard.Add(1);
}
