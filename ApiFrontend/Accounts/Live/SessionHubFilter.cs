using MediaGateway.ApiFrontend.Accounts.Authentication;
using Microsoft.AspNetCore.SignalR;

namespace MediaGateway.ApiFrontend.Accounts.Live;

/// <summary>Binds hub connections to their sessions: a ticket is looked at once, but what it opened must not outlive the session.</summary>
internal sealed class SessionHubFilter(SessionConnections connections, SessionWatch sessions) : IHubFilter
{
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.User is { } caller && caller.HasClaim(claim => claim.Type == CallerIdentity.SessionClaim))
        {
            connections.Add(new SessionConnection(caller.UserId(), caller.SessionId(), context.Context.ConnectionId, context.Context.Abort));
            // It may have ended between the ticket and here, when there was nothing to cut yet.
            if (!await sessions.IsOpenAsync(sessions.Watch(caller.UserId(), caller.SessionId()), context.Context.ConnectionAborted))
            {
                context.Context.Abort();
            }
        }

        await next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.User is { } caller && caller.FindFirst(CallerIdentity.SessionClaim) is { } session)
        {
            connections.Remove(session.Value, context.Context.ConnectionId);
        }

        return next(context, exception);
    }
}
