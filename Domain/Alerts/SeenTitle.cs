using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;

namespace MediaGateway.Domain.Alerts;

/// <summary>What a user's services had of a title when it was looked at.</summary>
/// <remarks>
/// A service has a title or has it not: kinds of offer and seasons that come and go while others stay are no arrival and no
/// departure, and a title leaves with the last of them. What costs extra is not part of what the user has.
/// </remarks>
[GenerateSerializer, Immutable, Alias("mg.seen-title")]
public sealed record SeenTitle
{
    /// <summary>The canonical id of the title.</summary>
    [Id(0)] public required string ContentId { get; init; }

    /// <summary>Where was looked.</summary>
    [Id(1)] public required WatchedServices Services { get; init; }

    /// <summary>One offer for each service that had it, with the end of the last of its offers, where all have one.</summary>
    [Id(2)] public required IReadOnlyList<Offer> Offers { get; init; }

    /// <summary>When.</summary>
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>Looks at a title.</summary>
    /// <param name="contentId">The canonical id.</param>
    /// <param name="offers">The offers of the title, of whatever service, kind and region.</param>
    /// <param name="services">Where the user watches.</param>
    /// <param name="at">When it is.</param>
    public static SeenTitle Of(string contentId, IReadOnlyList<Offer> offers, WatchedServices services, DateTimeOffset at)
    {
        var included = offers.Where(offer => offer.Region == services.Region && services.Platforms.Contains(offer.Platform) && IsIncluded(offer.Kind));
        return new SeenTitle
        {
            ContentId = contentId,
            Services = services,
            Offers = [.. new AvailabilityState([.. included], at).There().GroupBy(there => there.Key.Platform).Select(platform => Standing([.. platform.Select(there => there.Value)]))],
            At = at,
        };
    }

    /// <summary>What is worth an alert since the title was looked at before.</summary>
    /// <param name="before">The look before; null where this is the first.</param>
    /// <param name="soon">How long before it leaves a title is said to leave soon.</param>
    /// <remarks>What a service had when it was first looked at has not arrived there, but may leave soon.</remarks>
    public IReadOnlyList<AvailabilityChange> Since(SeenTitle? before, TimeSpan soon)
    {
        IReadOnlyList<string> known = before?.Services.Region == Services.Region ? [.. before.Services.Platforms.Intersect(Services.Platforms)] : [];
        var were = (before?.Offers ?? []).Where(offer => known.Contains(offer.Platform));
        return
        [
            .. AvailabilityChanges.Between(new AvailabilityState([.. were], before?.At ?? At), new AvailabilityState(Offers, At), soon)
                .Where(change => change.Kind is AvailabilityChangeKind.Expiring || known.Contains(change.Offer.Platform)),
        ];
    }

    private static bool IsIncluded(OfferKind kind) => kind is OfferKind.Subscription or OfferKind.Free or OfferKind.Ads;

    // Of each kind and season the best source that names an end is believed; those that name none do not contradict it.
    private static Offer Standing(IReadOnlyList<List<Offer>> kinds)
    {
        var ends = kinds.Select(alike => alike.Find(offer => offer.LeavesAt is not null)?.LeavesAt).ToList();
        var first = kinds[0][0];
        return new Offer
        {
            Platform = first.Platform,
            Region = first.Region,
            Kind = OfferKind.Subscription,
            LeavesAt = ends.Contains(null) ? null : ends.Max(),
            Source = first.Source,
        };
    }
}
