namespace MediaGateway.ApiFrontend.Sync;

/// <summary>What a connected device can be told.</summary>
public interface ISyncClient
{
    /// <summary>The user's log has grown.</summary>
    Task Ops(OpsMessage message);

    /// <summary>A device of the user came or went.</summary>
    Task Presence(PresenceMessage message);

    /// <summary>The device is to do something.</summary>
    Task Command(CommandMessage message);
}
