using System.Diagnostics;
using MediaGateway.Domain.Alerts;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Alerts;
using MediaGateway.Grains.Interfaces.Alerts;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Tests.Discovery;
using MediaGateway.Tests.Grains.Accounts;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Grains.Alerts;

public sealed class AlertGrainTests : IAsyncLifetime
{
    private const string Film = "imdb:tt0133093";
    private const string Other = "imdb:tt0234215";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan TimeOfLook = TimeSpan.FromMilliseconds(200);

    private static readonly WatchedServices Netflix = new(["netflix"], "US");

    private AccountSilo _silo = null!;
    private string _userId = null!;

    private IAlertGrain Alerts => _silo.Grains.GetGrain<IAlertGrain>(_userId);

    private IUserGrain User => _silo.Grains.GetGrain<IUserGrain>(_userId);

    private CatalogueInMemory Catalogue => _silo.Catalogue;

    public async Task InitializeAsync()
    {
        _silo = await AccountSilo.StartAsync();
        (_userId, _) = await _silo.RegisterAsync("ada@example.org");
        await OfferAsync(Film);
        await User.AddToWatchlistAsync($"{Guid.NewGuid()}", Film, WatchlistSource.Manual, Placement.Unstated, default);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_title_that_arrives_and_leaves_is_alerted_of_once_each()
    {
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        await OfferAsync(Film, Offer());
        await Alerts.LookAsync(default);
        await Alerts.LookAsync(default);
        var arrived = Assert.Single(await ListAsync());
        Assert.Equal((AlertKind.Arrived, Film, $"Title of {Film}", "netflix", "US"), (arrived.Kind, arrived.ContentId, arrived.Title, arrived.Platform, arrived.Region));
        await OfferAsync(Film);
        await Alerts.LookAsync(default);
        await Alerts.LookAsync(default);
        Assert.Equal([AlertKind.Left, AlertKind.Arrived], (await ListAsync()).Select(alert => alert.Kind));
    }

    [Fact]
    public async Task What_is_not_on_the_list_or_not_on_a_service_of_the_user_is_none_of_her_business()
    {
        await OfferAsync(Other);
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        await OfferAsync(Other, Offer());
        await OfferAsync(Film, Offer() with { Platform = "hulu" });
        await Alerts.LookAsync(default);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task What_leaves_soon_is_alerted_of_at_the_first_look_and_not_again_when_it_was_off_the_list()
    {
        var leavesAt = _silo.Time.GetUtcNow().AddDays(6);
        await OfferAsync(Film, Offer() with { LeavesAt = leavesAt });
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        await User.RemoveFromWatchlistAsync(Film, default);
        await Alerts.LookAsync(default);
        await User.AddToWatchlistAsync($"{Guid.NewGuid()}", Film, WatchlistSource.Manual, Placement.Unstated, default);
        await Alerts.LookAsync(default);
        var leaving = Assert.Single(await ListAsync());
        Assert.Equal((AlertKind.LeavingSoon, leavesAt), (leaving.Kind, leaving.LeavesAt));
    }

    [Fact]
    public async Task What_leaves_in_more_than_a_week_is_alerted_of_when_a_week_is_left()
    {
        await OfferAsync(Film, Offer() with { LeavesAt = _silo.Time.GetUtcNow().AddDays(8) });
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        Assert.Empty(await ListAsync());
        _silo.Time.Advance(TimeSpan.FromDays(1));
        await Alerts.LookAsync(default);
        Assert.Equal(AlertKind.LeavingSoon, Assert.Single(await ListAsync()).Kind);
    }

    [Fact]
    public async Task It_looks_by_itself()
    {
        await OfferAsync(Film, Offer() with { LeavesAt = _silo.Time.GetUtcNow() + (AlertGrain.LookEvery / 2) });
        await Alerts.WatchAsync(Netflix, default);
        // A cluster reads every few minutes which reminders fall due soon: one that is jumped over waits for its next turn.
        await UntilAsync(async () =>
        {
            _silo.Time.Advance(AlertGrain.FirstLookAfter / 5);
            return await IsListedAsync(1);
        });
        _silo.Time.Advance(AlertGrain.LookEvery - (8 * Minute));
        await UntilAsync(async () =>
        {
            _silo.Time.Advance(Minute);
            return await IsListedAsync(2);
        });
        Assert.Equal(AlertKind.Left, (await ListAsync())[0].Kind);
    }

    [Fact]
    public async Task A_look_whose_outcome_could_not_be_stored_is_made_up_for_by_the_next()
    {
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        await OfferAsync(Film, Offer());
        _silo.Storage.FailWrite("alerts");
        await Assert.ThrowsAnyAsync<Exception>(() => Alerts.LookAsync(default));
        Assert.Empty(await ListAsync());
        await Alerts.LookAsync(default);
        Assert.Equal(AlertKind.Arrived, Assert.Single(await ListAsync()).Kind);
    }

    [Fact]
    public async Task A_look_while_the_catalogue_cannot_be_read_takes_nothing_for_gone()
    {
        await OfferAsync(Film, Offer());
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        await OfferAsync(Film, Offer());
        Catalogue.IsDown = true;
        await Assert.ThrowsAnyAsync<Exception>(() => Alerts.LookAsync(default));
        Catalogue.IsDown = false;
        await Alerts.LookAsync(default);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_title_that_was_taken_in_by_another_is_alerted_of_once_though_both_are_on_the_list()
    {
        await OfferAsync(Other);
        await User.AddToWatchlistAsync($"{Guid.NewGuid()}", Other, WatchlistSource.Manual, Placement.Unstated, default);
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        await PutAsync(Title(Other, Offer()) with { Aliases = [Film] });
        await Alerts.LookAsync(default);
        await Alerts.LookAsync(default);
        var arrived = Assert.Single(await ListAsync());
        Assert.Equal((AlertKind.Arrived, Other), (arrived.Kind, arrived.ContentId));
    }

    [Fact]
    public async Task Who_has_no_service_any_more_is_alerted_of_nothing_and_keeps_what_there_was()
    {
        await OfferAsync(Film, Offer() with { LeavesAt = _silo.Time.GetUtcNow().AddDays(6) });
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        await Alerts.WatchAsync(new WatchedServices([], "US"), default);
        await _silo.Reminders.Removed;
        await OfferAsync(Film);
        await Alerts.LookAsync(default);
        Assert.Equal(AlertKind.LeavingSoon, Assert.Single(await ListAsync()).Kind);
    }

    [Fact]
    public async Task Nothing_of_it_is_left_when_the_user_is_erased()
    {
        await OfferAsync(Film, Offer() with { LeavesAt = _silo.Time.GetUtcNow().AddDays(6) });
        await Alerts.WatchAsync(Netflix, default);
        await Alerts.LookAsync(default);
        Assert.NotEmpty(_silo.Storage.Stored("alerts"));
        await _silo.User(_userId).EraseAsync(default);
        await _silo.Reminders.Removed;
        Assert.Empty(_silo.Storage.Stored("alerts"));
        Assert.Empty(await ListAsync());
    }

    private static Offer Offer() => new() { Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Source = "justwatch" };

    private Content Title(string id, params Offer[] offers) =>
        new() { ContentId = id, Type = ContentType.Movie, Title = $"Title of {id}", Availability = offers, UpdatedAt = _silo.Time.GetUtcNow() };

    private Task OfferAsync(string id, params Offer[] offers) => PutAsync(Title(id, offers));

    private Task PutAsync(Content title) => _silo.AnnounceAsync(Catalogue.Put(title));

    // Asked for a while, so that a look that has begun gets its time before the clock goes on and ends what waits.
    private async Task<bool> IsListedAsync(int count)
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            if ((await ListAsync()).Count == count) return true;
        }
        while (Stopwatch.GetElapsedTime(began) < TimeOfLook);

        return false;
    }

    private async Task<IReadOnlyList<TitleAlert>> ListAsync() => (await Alerts.ListAsync(AlertBook.MaxAlerts, after: null, default)).Alerts;
}
