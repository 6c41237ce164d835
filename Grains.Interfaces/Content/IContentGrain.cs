using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Interfaces.Sources;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>
/// The living view of one title. Its key is the canonical content id; one of any other id of the title answers the same,
/// but is not kept.
/// </summary>
[Alias("mg.content-title")]
public interface IContentGrain : IGrainWithStringKey
{
    /// <summary>The title as the catalogue has it now; null when it is unknown.</summary>
    [ReadOnly, Alias("get")]
    Task<Domain.Catalogue.Content?> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The title as the catalogue has it; where it is unknown there, as the sources have it that know such ids. One that is
    /// known is brought up to date beside, for who looks next.
    /// </summary>
    [ReadOnly, Alias("resolve")]
    Task<TitleResolution> ResolveAsync(CancellationToken cancellationToken);

    /// <summary>Where the title is to be had; null when the title is unknown.</summary>
    /// <param name="region">Two capital letters; null for everywhere.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [ReadOnly, Alias("availability")]
    Task<TitleAvailability?> GetAvailabilityAsync(string? region, CancellationToken cancellationToken);

    /// <summary>Where the title was to be had on a day, as far as the availability ledger knows; null when the title is unknown.</summary>
    /// <param name="day">The day, in UTC.</param>
    /// <param name="region">Two capital letters; null for everywhere.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [ReadOnly, Alias("availability-on")]
    Task<TitleAvailability?> GetAvailabilityOnAsync(DateOnly day, string? region, CancellationToken cancellationToken);
}

/// <summary>What is known of a title, by the catalogue or by those who were asked.</summary>
/// <param name="Title">The title; null when nobody knows it.</param>
/// <param name="Failure">Why nobody who might know it could say so; null when somebody did, or there is nobody to ask.</param>
[GenerateSerializer, Immutable, Alias("mg.title-resolution")]
public sealed record TitleResolution([property: Id(0)] Domain.Catalogue.Content? Title, [property: Id(1)] SourceFailure? Failure = null);

/// <summary>Where a title is to be had.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Offers">The offers.</param>
[GenerateSerializer, Immutable, Alias("mg.title-availability")]
public sealed record TitleAvailability([property: Id(0)] string ContentId, [property: Id(1)] IReadOnlyList<Offer> Offers);
