using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>
/// Where silos tell each other that the catalogue has changed. What is told is a hint: a silo that misses it finds the
/// change when it next looks at the version. There is one, <see cref="Key"/>.
/// </summary>
[Alias("mg.catalogue-news")]
public interface ICatalogueNewsGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "catalogue";

    /// <summary>Tells <paramref name="observer"/> of changes for 90 s; called again before that it renews.</summary>
    /// <param name="subscriberId">Names the subscriber; a second observer of the same one replaces the first.</param>
    /// <param name="observer">Who is told.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Repeatable, Alias("subscribe")]
    Task SubscribeAsync(string subscriberId, ICatalogueObserver observer, CancellationToken cancellationToken);

    /// <summary>Tells the subscriber nothing more.</summary>
    [Repeatable, Alias("unsubscribe")]
    Task UnsubscribeAsync(string subscriberId, CancellationToken cancellationToken);

    /// <summary>Tells all subscribers that rows up to <paramref name="version"/> are committed.</summary>
    [Repeatable, Alias("announce")]
    Task AnnounceAsync(long version, CancellationToken cancellationToken);
}

/// <summary>A silo that mirrors the catalogue.</summary>
[Alias("mg.catalogue-observer")]
public interface ICatalogueObserver : IGrainObserver
{
    /// <summary>Rows up to <paramref name="version"/> are committed.</summary>
    [OneWay, Alias("changed")]
    Task OnChangedAsync(long version);
}
