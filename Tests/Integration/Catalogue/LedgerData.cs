using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Integration.Catalogue;

/// <summary>Titles and facts for tests of the availability ledger.</summary>
internal static class LedgerData
{
    /// <summary>The facts that these offers are there, seen at noon.</summary>
    public static AvailabilityFact[] There(string contentId, params IReadOnlyList<Offer> offers) => There(contentId, Noon, offers);

    /// <summary>The facts that these offers are there, seen then.</summary>
    public static AvailabilityFact[] There(string contentId, DateTimeOffset at, params IReadOnlyList<Offer> offers) =>
        [.. offers.Select(offer => new AvailabilityFact { ContentId = contentId, Offer = offer, SeenAt = at, Confidence = SourceConfidence.Of(offer), IsThere = true })];

    /// <summary>A write of a title that is at this version.</summary>
    public static CatalogueWrite Title(string id, long expected) =>
        new(id, expected, [], ContentDocument.Write(new Content { ContentId = id, Title = id, Type = ContentType.Movie, UpdatedAt = Noon }));
}
