using MediaGateway.Grains.Interfaces.Sources;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>The one writer of imports. Its key is <see cref="Key"/>.</summary>
[Alias("mg.catalogue-import")]
public interface ICatalogueImportGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "catalogue";

    /// <summary>
    /// Takes the next lines of an import. When it completes, what they say is durable; when it fails, the batch may be sent
    /// again: lines that were taken are unchanged then.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The database does not answer, or other writers kept changing the same titles.</exception>
    [ResponseTimeout("00:01:00"), Alias("import")]
    Task<ImportTotals> ImportAsync(ImportBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Ends an import, so that nothing more needs to be remembered of it; one that is never ended is forgotten in time. When
    /// it completes, what was imported can be found in this silo.
    /// </summary>
    [Repeatable, ResponseTimeout("00:01:00"), Alias("finish")]
    Task FinishAsync(string importId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes in what a live source has just said, and gives back the titles as the catalogue has them then, in the same order.
    /// Where the database does not answer they are given as the source has them, and are not kept.
    /// </summary>
    [AlwaysInterleave, Repeatable, ResponseTimeout("00:00:30"), Alias("take")]
    Task<IReadOnlyList<SourceTitle>> TakeAsync(SourceStatement statement, CancellationToken cancellationToken);

    /// <summary>Waits, but not for long, until what live sources have said before the call is written.</summary>
    /// <returns>The version of the catalogue that has it. It can be found in this silo then, and in one that has read up to there.</returns>
    [AlwaysInterleave, Repeatable, Alias("settled")]
    Task<long> SettleAsync(CancellationToken cancellationToken);

    /// <summary>Takes back offers that a source has named and that are gone. What the source has said since is not taken back.</summary>
    /// <returns>How many titles have lost offers.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer, or other writers kept changing the same titles.</exception>
    [AlwaysInterleave, Repeatable, ResponseTimeout("00:01:00"), Alias("end-offers")]
    Task<int> EndOffersAsync(EndedOffers ended, CancellationToken cancellationToken);

    /// <summary>Drops from titles what sources have said longer ago than they allow it to be kept.</summary>
    /// <returns>How many titles have lost something.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer, or other writers kept changing the same titles.</exception>
    [AlwaysInterleave, Repeatable, ResponseTimeout("00:01:00"), Alias("drop-old")]
    Task<int> DropOldAsync(IReadOnlyList<string> contentIds, CancellationToken cancellationToken);

    /// <summary>
    /// Makes one title of two: the one with the better known, then the lesser id takes the other in. When it completes, that is
    /// durable and can be found in this silo.
    /// </summary>
    /// <param name="contentId">Any id of the one.</param>
    /// <param name="otherId">Any id of the other.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer, or other writers kept changing the same titles.</exception>
    [Repeatable, ResponseTimeout("00:00:30"), Alias("merge")]
    Task<TitleDecision> MergeAsync(string contentId, string otherId, CancellationToken cancellationToken);

    /// <summary>
    /// Gives back a title that another one took in, with its ids and with what its sources have said. The two stay two: no
    /// import merges them again.
    /// </summary>
    /// <param name="contentId">Any id of the title that took it in.</param>
    /// <param name="absorbedId">The canonical id of the one to be given back.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer, or other writers kept changing the same titles.</exception>
    [ResponseTimeout("00:00:30"), Alias("split")]
    Task<TitleDecision> SplitAsync(string contentId, string absorbedId, CancellationToken cancellationToken);

    /// <summary>Remembers of two titles that they are not the same: no import merges them.</summary>
    /// <param name="contentId">Any id of the one.</param>
    /// <param name="otherId">Any id of the other.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer, or other writers kept changing the same titles.</exception>
    [Repeatable, ResponseTimeout("00:00:30"), Alias("distinguish")]
    Task<TitleDecision> DistinguishAsync(string contentId, string otherId, CancellationToken cancellationToken);
}
