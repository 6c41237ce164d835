using System.Collections.Concurrent;
using MediaGateway.ApiFrontend.Sync;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>What a device on the hub was told.</summary>
internal sealed class LiveClient : ISyncClient
{
    public ConcurrentQueue<OpsMessage> Messages { get; } = new();

    public ConcurrentQueue<PresenceMessage> Presences { get; } = new();

    public ConcurrentQueue<CommandMessage> Commands { get; } = new();

    public Task Ops(OpsMessage message)
    {
        Messages.Enqueue(message);
        return Task.CompletedTask;
    }

    public Task Presence(PresenceMessage message)
    {
        Presences.Enqueue(message);
        return Task.CompletedTask;
    }

    public Task Command(CommandMessage message)
    {
        Commands.Enqueue(message);
        return Task.CompletedTask;
    }
}
