using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>Turns tickets into principals. A ticket is as good as the session that asked for it.</summary>
internal sealed class TicketReader(IGrainFactory grains, SessionWatch sessions)
{
    /// <summary>The principal that the ticket stands for, or why there is none.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="useUp">Whether it is good no more after this.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<CredentialReading> ReadAsync(string ticket, bool useUp, CancellationToken cancellationToken)
    {
        if (!OpaqueToken.HasShape(ticket, OpaqueToken.TicketPrefix))
        {
            return CredentialReading.Invalid;
        }

        var grain = grains.GetGrain<ITicketGrain>(OpaqueToken.Hash(ticket));
        var holder = useUp ? await grain.RedeemAsync(cancellationToken) : await grain.PeekAsync(cancellationToken);
        return holder is not null && await sessions.IsOpenAsync(sessions.Watch(holder.UserId, holder.SessionId), cancellationToken)
            ? CredentialReading.Of(CallerPrincipal.ForUser(holder.UserId, holder.Email, holder.Roles, holder.SessionId))
            : CredentialReading.Invalid;
    }
}
