using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Users;

/// <summary>The front ends that want to hear of a user. Each has to renew, so that one that died is forgotten.</summary>
internal sealed partial class UserObservers(TimeProvider time, ILogger logger)
{
    /// <summary>How long a subscription holds without renewal.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(180);

    private readonly Dictionary<string, (IUserObserver Observer, DateTimeOffset RenewedAt)> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Adds or renews a subscription.</summary>
    public void Renew(string subscriberId, IUserObserver observer)
    {
        ForgetExpired();
        _subscriptions[subscriberId] = (observer, time.GetUtcNow());
    }

    /// <summary>Ends a subscription.</summary>
    public void End(string subscriberId) => _subscriptions.Remove(subscriberId);

    /// <summary>Tells everyone, and waits for nobody: what is told is a hint.</summary>
    public void Tell(Func<IUserObserver, Task> message)
    {
        if (_subscriptions.Count == 0)
            return;
        ForgetExpired();
        foreach (var (subscriberId, (observer, _)) in _subscriptions.ToArray())
            _ = TellAsync(subscriberId, observer, message);
    }

    private async Task TellAsync(string subscriberId, IUserObserver observer, Func<IUserObserver, Task> message)
    {
        try
        {
            await message(observer);
        }
        catch (Exception failure)
        {
            LogGone(logger, subscriberId, failure);
            _subscriptions.Remove(subscriberId);
        }
    }

    private void ForgetExpired()
    {
        var now = time.GetUtcNow();
        foreach (var (subscriberId, (_, renewedAt)) in _subscriptions)
        {
            if (now - renewedAt >= Expiry)
                _subscriptions.Remove(subscriberId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Subscriber {SubscriberId} cannot be told; it is forgotten until it renews")]
    private static partial void LogGone(ILogger logger, string subscriberId, Exception failure);
}
