namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>
/// Works out which offers of a title held on a day, from its facts, one after the other in the order in which they were
/// written. It remembers one fact for each offer, however many there were. Not thread safe.
/// </summary>
/// <remarks>
/// What was known at the end of the day counts. Of an offer that nothing was known of by then, the first later fact counts
/// that says it had been there already (<see cref="AvailabilityFact.SaidSince"/>). An offer holds on the days from its
/// start to its end, both included.
/// </remarks>
/// <param name="day">The day, in UTC.</param>
/// <param name="region">Two capital letters; null for everywhere.</param>
public sealed class AvailabilityOnDay(DateOnly day, string? region)
{
    private readonly Dictionary<(string, OfferKey), AvailabilityFact> _known = [];
    private readonly Dictionary<(string, OfferKey), AvailabilityFact> _toldLater = [];

    /// <summary>When the day begins.</summary>
    public DateTimeOffset Start { get; } = new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>When the day is over. A fact that was neither seen before that, nor says that it was true before, changes nothing.</summary>
    public DateTimeOffset End { get; } = day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The offers that held on the day, as far as the facts that were taken say.</summary>
    public IReadOnlyList<Offer> Offers =>
        AvailabilityHistory.OffersOf(_known.Values.Concat(_toldLater.Where(told => !_known.ContainsKey(told.Key)).Select(told => told.Value)).Where(Holds));

    /// <summary>Takes the next fact.</summary>
    public void Take(AvailabilityFact fact)
    {
        if (region is not null && fact.Offer.Region != region) return;
        if (fact.SeenAt < End) _known[fact.Subject] = fact;
        else if (fact.IsThere && fact.SaidSince < End) _toldLater.TryAdd(fact.Subject, fact);
    }

    private bool Holds(AvailabilityFact fact) =>
        fact.IsThere && !(fact.Offer.AvailableFrom >= End) && !(fact.Offer.LeavesAt <= Start);
}
