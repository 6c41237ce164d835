using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A front end that holds live connections of a user. What it is told is a hint and never waited for.</summary>
[Alias("mg.user-observer")]
public interface IUserObserver : IGrainObserver
{
    /// <summary>The user's log has grown.</summary>
    [OneWay, Alias("changed")]
    Task OnChangedAsync(UserChanged change);

    /// <summary>A device of the user came or went.</summary>
    [OneWay, Alias("presence")]
    Task OnPresenceAsync(DevicePresence presence);

    /// <summary>Devices of the user are to do something.</summary>
    [OneWay, Alias("command")]
    Task OnCommandAsync(DeviceCommand command);

    /// <summary>A device is not the user's any more: its connections end.</summary>
    [OneWay, Alias("device-removed")]
    Task OnDeviceRemovedAsync(string deviceId);

    /// <summary>The grain leaves this silo and forgets who observes it: whoever still wants to hear subscribes again.</summary>
    [OneWay, Alias("leaving")]
    Task OnLeavingAsync();
}
