using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Alerts;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Playback;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Accounts;

/// <summary>
/// The part that removes a user. The wish is stored first, which ends every session; then everything goes at once; then,
/// after a minute, once more. By the second time every front end knows that the sessions have ended, so what a request
/// under way may have written meanwhile goes too. The reminder also sees it through when the process or the database goes
/// away in the middle. Each step may be done again.
/// </summary>
public sealed partial class UserAccountGrain
{
    private const string ErasureReminder = "erase";

    private static readonly TimeSpan ErasureRetry = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task<AccountAnswer> EraseAsync(CancellationToken cancellationToken)
    {
        if (Active() is null)
        {
            return new AccountAnswer(AccountStatus.NotFound);
        }

        var ended = Sessions.OpenAt(time.GetUtcNow()).Select(session => session.SessionId).ToArray();
        await this.RegisterOrUpdateReminder(ErasureReminder, ErasureRetry, ErasureRetry);
        await CommitAsync(_committed with { IsErasing = true, Sessions = [] });
        await RemoveEverythingAsync(cancellationToken);
        return new AccountAnswer(AccountStatus.Done, EndedSessions: ended);
    }

    /// <inheritdoc />
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_committed.IsErasing)
        {
            await RemoveEverythingAsync(CancellationToken.None);
            await ForgetAsync();
            LogErased(UserId);
        }

        if (await this.GetReminder(ErasureReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private async Task RemoveEverythingAsync(CancellationToken cancellationToken)
    {
        var user = GrainFactory.GetGrain<IUserGrain>(UserId);
        foreach (var deviceId in await user.ReadDevicesAsync(cancellationToken))
        {
            var device = GrainFactory.GetGrain<IDeviceGrain>(deviceId);
            if (await device.ReadSessionAsync(UserId, cancellationToken) is { } sessionId)
            {
                await GrainFactory.GetGrain<IPlaybackSessionGrain>(sessionId).EraseAsync(UserId, cancellationToken);
            }

            await device.RemoveAsync(UserId, cancellationToken);
        }

        await GrainFactory.GetGrain<IAlertGrain>(UserId).EraseAsync(cancellationToken);
        await user.EraseAsync(cancellationToken);
        if (_committed.Profile is { } profile)
        {
            await Account(profile.Email).ReleaseAsync(UserId, cancellationToken);
        }

        await CommitAsync(new UserAccountState { IsErasing = true });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Everything held of user {UserId} was removed.")]
    private partial void LogErased(string userId);
}
