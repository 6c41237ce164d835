namespace MediaGateway.ApiFrontend.Sync;

/// <summary>The subscriptions that the live connections of this front end hold at grains.</summary>
public interface ILiveSubscriptions
{
    /// <summary>Has all of them renewed at once: called when a part of the cluster went, and grains with it that had them.</summary>
    void RenewSoon();
}
