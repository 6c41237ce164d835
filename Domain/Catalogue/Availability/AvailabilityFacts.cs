using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>The facts that follow from changes: what changed is a new fact, what is said again is none.</summary>
public static class AvailabilityFacts
{
    /// <summary>What an import adds to the ledger with a title that it changes.</summary>
    /// <remarks>
    /// What a title that was taken in had is said to be gone under its old id, and to be there under the new one as far as
    /// the merged title has it: the history of both leads to what is there now.
    /// </remarks>
    public static IReadOnlyList<AvailabilityFact> Of(TitleChange change)
    {
        var (title, at) = (change.Content, change.Content.UpdatedAt);
        var facts = Between(title.ContentId, SaidOf(change.Before?.Content), SaidOf(title), at);
        return change.Absorbs.Count == 0
            ? facts
            : [.. change.Absorbs.SelectMany(stored => Between(stored.Content.ContentId, SaidOf(stored.Content), [], at)), .. facts];
    }

    // What is shown goes by one source for each platform, now this one and now that; what each says is what is kept.
    private static IReadOnlyList<Offer> SaidOf(Content? title) =>
        title?.Origin is { } origin ? [.. origin.Combined.SelectMany(statement => statement.Availability ?? [])] : title?.Availability ?? [];

    /// <summary>The facts between two states of one title; none when they have the same offers on the same terms.</summary>
    /// <param name="contentId">The canonical id.</param>
    /// <param name="before">The offers so far.</param>
    /// <param name="after">The offers from now on.</param>
    /// <param name="at">When the change was seen.</param>
    public static IReadOnlyList<AvailabilityFact> Between(string contentId, IReadOnlyList<Offer> before, IReadOnlyList<Offer> after, DateTimeOffset at)
    {
        // Most changes of titles leave the list itself as it is.
        if (ReferenceEquals(before, after) || (before.Count == 0 && after.Count == 0)) return [];

        var (were, are) = (OfferKey.Index(before), OfferKey.Index(after));
        return
        [
            .. were.Where(offer => !are.ContainsKey(offer.Key)).Select(offer => Fact(offer, isThere: false)),
            .. are.Where(offer => !were.TryGetValue(offer.Key, out var same) || OfferTerms.Of(same) != OfferTerms.Of(offer.Value)).Select(offer => Fact(offer, isThere: true)),
        ];

        AvailabilityFact Fact(KeyValuePair<OfferKey, Offer> offer, bool isThere) => new()
        {
            ContentId = contentId,
            Offer = offer.Value,
            Variant = offer.Key.Variant,
            SeenAt = at,
            Confidence = SourceConfidence.Of(offer.Value),
            IsThere = isThere,
        };
    }
}
