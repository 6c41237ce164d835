using MediaGateway.Domain.Catalogue.Availability;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>
/// What changed where titles are to be had, for whoever follows it: in order, from any place on, the same each time it is
/// read. A stateless worker; its key is 0.
/// </summary>
[Alias("mg.availability-feed")]
public interface IAvailabilityFeedGrain : IGrainWithIntegerKey
{
    /// <summary>The changes after a place.</summary>
    /// <param name="after">The <see cref="AvailabilityFeedPage.Next"/> of the page before; 0 is from the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [ReadOnly, Repeatable, Alias("read")]
    Task<AvailabilityFeedPage> ReadAsync(long after, CancellationToken cancellationToken);
}

/// <summary>Some changes.</summary>
/// <param name="Events">The changes, in the order in which they were learned; none where sources only said the same in other ways.</param>
/// <param name="Next">Where to read on, now or later.</param>
/// <param name="HasMore">Whether there is more already.</param>
[GenerateSerializer, Immutable, Alias("mg.availability-feed-page")]
public sealed record AvailabilityFeedPage(
    [property: Id(0)] IReadOnlyList<AvailabilityEvent> Events,
    [property: Id(1)] long Next,
    [property: Id(2)] bool HasMore);

/// <summary>Something that changed.</summary>
/// <param name="Number">Its place in the ledger; changes of one title that were learned at once have the same.</param>
/// <param name="ContentId">The canonical id that the title had then.</param>
/// <param name="Change">What changed.</param>
/// <param name="SeenAt">When it was learned.</param>
[GenerateSerializer, Immutable, Alias("mg.availability-event")]
public sealed record AvailabilityEvent(
    [property: Id(0)] long Number,
    [property: Id(1)] string ContentId,
    [property: Id(2)] AvailabilityChange Change,
    [property: Id(3)] DateTimeOffset SeenAt);
