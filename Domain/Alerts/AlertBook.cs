using MediaGateway.Domain.Catalogue.Availability;

namespace MediaGateway.Domain.Alerts;

/// <summary>The newest alerts of a user, and what has been told of titles that are about to leave. Immutable.</summary>
/// <remarks>
/// That a title leaves is told once, also where it is looked at for the first time again, because it was off the list or
/// the service disconnected meanwhile, and where sources differ by some hours.
/// </remarks>
[GenerateSerializer, Immutable, Alias("mg.alert-book")]
public sealed record AlertBook
{
    /// <summary>How many alerts are kept.</summary>
    public const int MaxAlerts = 100;

    /// <summary>How many departures are remembered as told. A list of a thousand titles has no more within the time in which one leaves soon, but by churn.</summary>
    public const int MaxTold = 1000;

    private static readonly TimeSpan SameDeparture = TimeSpan.FromDays(1);

    /// <summary>No alert.</summary>
    public static AlertBook Empty { get; } = new();

    /// <summary>The number of the newest alert; 0 before the first.</summary>
    [Id(0)] public long LastNumber { get; init; }

    /// <summary>The alerts, newest first.</summary>
    [Id(1)] public IReadOnlyList<TitleAlert> Alerts { get; init => field = value ?? []; } = [];

    /// <summary>The departures that are yet to come and have been told, newest first.</summary>
    [Id(2)] public IReadOnlyList<ToldDeparture> Told { get; init => field = value ?? []; } = [];

    /// <summary>The book with what is new of a title.</summary>
    /// <param name="contentId">The canonical id.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="changes">What happened to it.</param>
    /// <param name="at">When it is.</param>
    public AlertBook With(string contentId, string title, IReadOnlyList<AvailabilityChange> changes, DateTimeOffset at)
    {
        var (alerts, told, number) = (Alerts.ToList(), Told.Where(departure => departure.LeavesAt > at).ToList(), LastNumber);
        foreach (var change in changes)
        {
            if (KindOf(change.Kind) is not { } kind) continue;
            var leavesAt = kind is AlertKind.Left ? change.EffectiveAt : change.Offer.LeavesAt;
            if (kind is AlertKind.LeavingSoon)
            {
                var departure = new ToldDeparture(contentId, change.Offer.Platform, change.Offer.Region, change.EffectiveAt);
                if (told.Exists(departure.IsSame)) continue;
                told.Insert(0, departure);
            }

            alerts.Insert(0, new TitleAlert
            {
                Number = ++number, Kind = kind, ContentId = contentId, Title = title,
                Platform = change.Offer.Platform, Region = change.Offer.Region, At = at, LeavesAt = leavesAt,
            });
        }

        return new AlertBook { LastNumber = number, Alerts = [.. alerts.Take(MaxAlerts)], Told = [.. told.Take(MaxTold)] };
    }

    private static AlertKind? KindOf(AvailabilityChangeKind kind) => kind switch
    {
        AvailabilityChangeKind.Added => AlertKind.Arrived,
        AvailabilityChangeKind.Removed => AlertKind.Left,
        AvailabilityChangeKind.Expiring => AlertKind.LeavingSoon,
        _ => null,
    };

    /// <summary>A departure that the user was told of.</summary>
    /// <param name="ContentId">Of which title.</param>
    /// <param name="Platform">From which service.</param>
    /// <param name="Region">In which region.</param>
    /// <param name="LeavesAt">When.</param>
    [GenerateSerializer, Immutable, Alias("mg.told-departure")]
    public sealed record ToldDeparture(
        [property: Id(0)] string ContentId, [property: Id(1)] string Platform, [property: Id(2)] string Region, [property: Id(3)] DateTimeOffset LeavesAt)
    {
        internal bool IsSame(ToldDeparture other) =>
            (ContentId, Platform, Region) == (other.ContentId, other.Platform, other.Region) && (LeavesAt - other.LeavesAt).Duration() < SameDeparture;
    }
}
