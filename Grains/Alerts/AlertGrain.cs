using MediaGateway.Domain.Alerts;
using MediaGateway.Grains.Interfaces.Alerts;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaGateway.Grains.Alerts;

/// <summary>
/// The alerts of one user. What was seen and what is alerted of it are stored in one write, and the devices are told after
/// it: nothing is alerted of twice, and a look that fails changes nothing, so that the next one finds the same news. The
/// front end says which services to watch, because the account's grain waits for this one when it erases the user.
/// </summary>
public sealed partial class AlertGrain(
    [PersistentState("alerts", "Default")] IPersistentState<AlertState> state,
    IOptions<AlertOptions> options,
    TimeProvider time,
    ILogger<AlertGrain> logger) : Grain, IAlertGrain, IRemindable
{
    /// <summary>How often the titles are looked at.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromHours(6);

    /// <summary>When they are first looked at, after the first service was connected.</summary>
    public static readonly TimeSpan FirstLookAfter = TimeSpan.FromMinutes(1);

    private const string Reminder = "look";

    // Reads interleave with a write under way and must not see what is not committed.
    private AlertState _committed = new();

    // Null until it was looked up: reading the list of alerts says each time what to watch, which is to cost nothing.
    private bool? _isReminded;

    private string UserId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _committed = state.State;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task WatchAsync(WatchedServices services, CancellationToken cancellationToken)
    {
        if (services.Platforms.Count == 0)
        {
            if (await IsRemindedAsync()) await UnregisterAsync();
            if (_committed.Services is not null) await CommitAsync(_committed with { Services = null, Seen = [] });
            return;
        }

        // The reminder first: services that nothing would ever look at must not be stored.
        if (!await IsRemindedAsync()) await this.RegisterOrUpdateReminder(Reminder, FirstLookAfter, LookEvery);
        _isReminded = true;
        if (_committed.Services?.Means(services) != true) await CommitAsync(_committed with { Services = services });
    }

    /// <inheritdoc/>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_committed.Services is not { } services) return;
        var look = new WatchlistLook(GrainFactory, UserId, services, options.Value.LeavingWithin, time.GetUtcNow());
        if (await look.LookAsync(_committed, cancellationToken) is not { } next)
        {
            LogNoList(logger, UserId);
            return;
        }

        var known = _committed.Book.LastNumber;
        await CommitAsync(next);
        await TellAsync([.. next.Book.Alerts.Where(alert => alert.Number > known).Reverse()], cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => LookAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task<AlertPage> ListAsync(int limit, long? after, CancellationToken cancellationToken)
    {
        var alerts = _committed.Book.Alerts;
        TitleAlert[] rest = [.. alerts.Where(alert => !(alert.Number >= after))];
        return Task.FromResult(new AlertPage([.. rest.Take(limit)], alerts.Count, rest.Length > limit ? rest[limit - 1].Number : null));
    }

    /// <inheritdoc/>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        await UnregisterAsync();
        if (state.RecordExists) await state.ClearOrReloadAsync(DeactivateOnIdle);
        _committed = new AlertState();
        DeactivateOnIdle();
    }

    private async Task TellAsync(IReadOnlyList<TitleAlert> alerts, CancellationToken cancellationToken)
    {
        var user = GrainFactory.GetGrain<IUserGrain>(UserId);
        foreach (var alert in alerts) await user.SendCommandAsync(DeviceCommand.Of(alert), cancellationToken);
    }

    private async Task<bool> IsRemindedAsync() => _isReminded ??= await this.GetReminder(Reminder) is not null;

    private async Task UnregisterAsync()
    {
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        _isReminded = false;
    }

    private async Task CommitAsync(AlertState next)
    {
        await state.CommitOrReloadAsync(next, DeactivateOnIdle);
        _committed = next;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of user {UserId} could not be read; what it has is looked at next time")]
    private static partial void LogNoList(ILogger logger, string userId);
}
