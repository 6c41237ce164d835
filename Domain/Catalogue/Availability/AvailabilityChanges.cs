namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>Finds what changed between two states of a title.</summary>
/// <remarks>
/// A change is of a platform in a region, on one kind of terms, for one season. That a second source says what a first one
/// said already is none. Time alone changes a state, too: what was announced arrives, and what was to leave has left.
/// </remarks>
public static class AvailabilityChanges
{
    /// <summary>The changes from one state to a later one.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    /// <param name="soon">How long before it leaves a title counts as expiring.</param>
    public static IReadOnlyList<AvailabilityChange> Between(AvailabilityState before, AvailabilityState after, TimeSpan soon)
    {
        var (were, are) = (before.There(), after.There());
        var changes = new List<AvailabilityChange>();
        foreach (var (key, offers) in were)
        {
            if (!are.ContainsKey(key)) changes.Add(Removed(offers[0], after.At));
        }

        foreach (var (key, offers) in are)
        {
            var known = were.GetValueOrDefault(key);
            if (known is null) changes.Add(Added(offers[0], before.At, after.At));
            else if (PriceChanged(known, offers, after.At) is { } price) changes.Add(price);
            if (Leaving(offers, after.At, soon) is { } leaving && leaving.LeavesAt != Leaving(known ?? [], before.At, soon)?.LeavesAt)
            {
                changes.Add(new AvailabilityChange { Kind = AvailabilityChangeKind.Expiring, Offer = leaving, EffectiveAt = leaving.LeavesAt!.Value });
            }
        }

        return changes;
    }

    private static AvailabilityChange Added(Offer offer, DateTimeOffset before, DateTimeOffset at) => new()
    {
        Kind = AvailabilityChangeKind.Added,
        Offer = offer,
        EffectiveAt = offer.AvailableFrom > before ? offer.AvailableFrom.Value : at,
    };

    private static AvailabilityChange Removed(Offer offer, DateTimeOffset at) => new()
    {
        Kind = AvailabilityChangeKind.Removed,
        Offer = offer,
        EffectiveAt = offer.LeavesAt <= at ? offer.LeavesAt.Value : at,
    };

    // The lowest prices of one source are held against each other, quality by quality: that two sources differ is no
    // change, nor is that one of them names a price at last.
    private static AvailabilityChange? PriceChanged(List<Offer> before, List<Offer> after, DateTimeOffset at)
    {
        var were = Cheapest(before).ToDictionary(offer => (offer.Source, offer.Quality));
        foreach (var offer in Cheapest(after))
        {
            if (were.TryGetValue((offer.Source, offer.Quality), out var known) && (known.Price, known.Currency) != (offer.Price, offer.Currency))
            {
                return new AvailabilityChange { Kind = AvailabilityChangeKind.PriceChanged, Offer = offer, EffectiveAt = at, PriceBefore = known.Price };
            }
        }

        return null;
    }

    private static IEnumerable<Offer> Cheapest(List<Offer> offers) => offers
        .Where(offer => offer.Price is not null)
        .GroupBy(offer => (offer.Source, offer.Quality))
        .Select(alike => alike.MinBy(OfferTerms.Of, OfferTerms.Order)!);

    // Sources that name no end do not contradict the one that does.
    private static Offer? Leaving(List<Offer> offers, DateTimeOffset at, TimeSpan soon) =>
        offers.Find(offer => offer.LeavesAt is not null) is { } leaving && leaving.LeavesAt - at <= soon ? leaving : null;
}
