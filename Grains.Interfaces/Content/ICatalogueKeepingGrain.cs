namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>Sees to it that nothing is kept for longer than its source allows. There is one, <see cref="Key"/>.</summary>
[Alias("mg.catalogue-keeping")]
public interface ICatalogueKeepingGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "catalogue";

    /// <summary>Has it look by itself from now on, also after a restart.</summary>
    [Repeatable, Alias("start")]
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Looks through the catalogue now: what is nearly too old is asked for again, and what is too old then is dropped.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    [Repeatable, ResponseTimeout("00:30:00"), Alias("look")]
    Task<KeepingTotals> LookAsync(CancellationToken cancellationToken);
}

/// <summary>What a look through the catalogue did.</summary>
/// <param name="Due">Titles with something that is nearly too old, or is.</param>
/// <param name="Asked">How often a source was asked again.</param>
/// <param name="Dropped">Titles from which something was dropped.</param>
[GenerateSerializer, Immutable, Alias("mg.keeping-totals")]
public sealed record KeepingTotals([property: Id(0)] int Due, [property: Id(1)] int Asked, [property: Id(2)] int Dropped)
{
    /// <summary>Facts that were deleted from the availability ledger.</summary>
    [Id(3)] public long Forgotten { get; init; }
}
