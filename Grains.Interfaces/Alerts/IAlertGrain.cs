using MediaGateway.Domain.Alerts;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Alerts;

/// <summary>
/// Watches, for one user, where the titles on the list are to be had, and alerts of what arrives on, leaves or will soon
/// leave a service that the user has. Its key is the user id.
/// </summary>
[Alias("mg.alerts")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Watches these services from now on, instead of those named before; with none it watches no more. What was alerted of stays.</summary>
    [Repeatable, Alias("watch")]
    Task WatchAsync(WatchedServices services, CancellationToken cancellationToken);

    /// <summary>Looks at every title on the list now, as it does by itself every six hours, and tells the user's devices what is new.</summary>
    [Repeatable, ResponseTimeout("00:01:00"), Alias("look")]
    Task LookAsync(CancellationToken cancellationToken);

    /// <summary>A part of the alerts that are kept, newest first.</summary>
    /// <param name="limit">The most that are wanted.</param>
    /// <param name="after">The <see cref="AlertPage.Next"/> of the part before; null for the first.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [ReadOnly, AlwaysInterleave, Alias("list")]
    Task<AlertPage> ListAsync(int limit, long? after, CancellationToken cancellationToken);

    /// <summary>Watches no more, and removes all that is held.</summary>
    [Repeatable, Alias("erase")]
    Task EraseAsync(CancellationToken cancellationToken);
}

/// <summary>A part of a user's alerts.</summary>
/// <param name="Alerts">The alerts, newest first.</param>
/// <param name="Total">How many are kept in all.</param>
/// <param name="Next">What to ask for next; null at the end.</param>
[GenerateSerializer, Immutable, Alias("mg.alert-page")]
public sealed record AlertPage(
    [property: Id(0)] IReadOnlyList<TitleAlert> Alerts,
    [property: Id(1)] int Total,
    [property: Id(2)] long? Next);
