namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>
/// What facts that were written together mean to somebody who follows a title: an event for each change. They follow from
/// the facts alone, so that whoever reads the ledger again finds the same events.
/// </summary>
/// <remarks>
/// That time goes by writes no fact: what is announced is told as soon as it is known, with the time from which it is so,
/// and so is what leaves.
/// </remarks>
public static class AvailabilityEvents
{
    private static readonly TimeSpan HoweverLate = TimeSpan.MaxValue;

    /// <summary>The changes that some facts tell.</summary>
    /// <param name="before">All facts of the title before them, in the order in which they were written.</param>
    /// <param name="facts">The facts of one commit, all of one title; at least one.</param>
    public static IReadOnlyList<AvailabilityChange> Of(IReadOnlyList<AvailabilityFact> before, IReadOnlyList<AvailabilityFact> facts)
    {
        var seen = before.Count == 0 ? facts[0].SeenAt : before.Max(fact => fact.SeenAt);
        // Who wrote before may have had a clock that was ahead; what had left by it must not come again.
        var at = facts[0].SeenAt > seen ? facts[0].SeenAt : seen;
        var (were, are) = (Shown(before), Shown(before.Concat(facts)));
        var announced = are.Where(offer => offer.AvailableFrom > at).ToLookup(AsIfThere);
        var changes = AvailabilityChanges.Between(
            new AvailabilityState([.. were.Select(AsIfThere)], seen),
            new AvailabilityState([.. are.Select(AsIfThere)], at),
            HoweverLate);
        return [.. changes.Select(change => announced[change.Offer].FirstOrDefault() is { } offer ? Announced(change, offer) : change)];

        Offer AsIfThere(Offer offer) => offer.AvailableFrom > at ? offer with { AvailableFrom = null } : offer;
    }

    private static AvailabilityChange Announced(AvailabilityChange change, Offer offer) =>
        change with { Offer = offer, EffectiveAt = change.Kind is AvailabilityChangeKind.Added ? offer.AvailableFrom!.Value : change.EffectiveAt };

    // As the title shows it: one source's word for each platform.
    private static IReadOnlyList<Offer> Shown(IEnumerable<AvailabilityFact> facts) => Merging.OfferChoice.Among(AvailabilityHistory.Standing(facts));
}
