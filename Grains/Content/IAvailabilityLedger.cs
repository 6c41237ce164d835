using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Grains.Content;

/// <summary>Where the availability ledger is read. It is written with the titles that it is about (<see cref="CatalogueWrite.Facts"/>), in the same commit.</summary>
public interface IAvailabilityLedger
{
    /// <summary>
    /// The facts of a title, in the order in which they were written: those seen before a time, and later ones that say
    /// it was there before it. Facts of titles that this one has taken in are among them.
    /// </summary>
    /// <param name="contentId">The canonical id.</param>
    /// <param name="before">The time.</param>
    /// <param name="region">Two capital letters; null for everywhere.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<AvailabilityFact> ReadAsync(string contentId, DateTimeOffset before, string? region, CancellationToken cancellationToken);

    /// <summary>The facts of all titles that were written after one, in the order in which they were written.</summary>
    /// <param name="number">The number of that fact; 0 is from the first.</param>
    /// <param name="limit">How many to give, at least 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<LedgerFact>> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken);

    /// <summary>The facts that were written under one id before a fact, in the order in which they were written.</summary>
    /// <param name="contentId">The id that the title had; facts of titles that it has taken in are not among them.</param>
    /// <param name="number">The number of that fact.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<AvailabilityFact> ReadBeforeAsync(string contentId, long number, CancellationToken cancellationToken);

    /// <summary>What leaves a region, the soonest first. What several sources say of one offer is there once, as the one says that can be relied on most.</summary>
    Task<LeavingPage> ReadLeavingAsync(LeavingQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Looks through some facts of sources that allow what they say to be kept for some time only, and deletes those that are
    /// older: all but the newest of an offer that is there, which holds as long as the source says so.
    /// </summary>
    /// <param name="now">Now.</param>
    /// <param name="after">The number of the fact that was looked at last; 0 is from the first.</param>
    /// <param name="limit">How many to look at, at least 1.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task<ForgottenFacts> ForgetAsync(DateTimeOffset now, long after, int limit, CancellationToken cancellationToken);
}

/// <summary>What became of some facts.</summary>
/// <param name="Deleted">How many were deleted.</param>
/// <param name="Next">The number of the last one that was looked at; null where there are no more.</param>
public sealed record ForgottenFacts(int Deleted, long? Next);

/// <summary>A fact and its place in the ledger.</summary>
/// <param name="Number">Later facts have greater numbers.</param>
/// <param name="Fact">The fact.</param>
public sealed record LedgerFact(long Number, AvailabilityFact Fact);

/// <summary>Asks for what leaves.</summary>
/// <param name="Region">Where: two capital letters.</param>
/// <param name="After">What left before that, or then, does not count.</param>
/// <param name="Until">The last time that counts.</param>
/// <param name="Limit">How many to give, at least 1.</param>
/// <param name="From">Only what comes after this one; null is from the first.</param>
public sealed record LeavingQuery(string Region, DateTimeOffset After, DateTimeOffset Until, int Limit, LeavingPosition? From);

/// <summary>One title that leaves a platform.</summary>
/// <param name="Position">What leaves, and its place in the order.</param>
/// <param name="Document">The title as JSON in UTF-8, as it was written.</param>
public sealed record LeavingOffer(LeavingPosition Position, ReadOnlyMemory<byte> Document);

/// <summary>A page of what leaves.</summary>
/// <param name="Offers">The soonest first.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="HasMore">Whether another page follows.</param>
public sealed record LeavingPage(IReadOnlyList<LeavingOffer> Offers, int Total, bool HasMore);
