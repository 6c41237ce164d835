using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>
/// A ticket for the URL of a WebSocket, good once and for 30 seconds. Its key is the hash of the ticket. It lives in memory
/// only: a ticket lost with its silo is asked for again.
/// </summary>
[Alias("mg.ticket")]
public interface ITicketGrain : IGrainWithStringKey
{
    /// <summary>Makes the ticket good for this holder.</summary>
    [Alias("issue")]
    Task IssueAsync(TicketHolder holder, CancellationToken cancellationToken);

    /// <summary>Who holds the ticket, without using it up; null when it is not good.</summary>
    [ReadOnly, Alias("peek")]
    Task<TicketHolder?> PeekAsync(CancellationToken cancellationToken);

    /// <summary>Uses the ticket up and says who held it; null when it was not good (any more).</summary>
    [Alias("redeem")]
    Task<TicketHolder?> RedeemAsync(CancellationToken cancellationToken);
}

/// <summary>Whom a ticket lets in.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">The user's address.</param>
/// <param name="Roles">The user's roles.</param>
/// <param name="SessionId">The session that asked for the ticket.</param>
[GenerateSerializer, Immutable, Alias("mg.ticket-holder")]
public sealed record TicketHolder(
    [property: Id(0)] string UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] IReadOnlyList<string> Roles,
    [property: Id(3)] string SessionId)
{
    /// <summary>How long a ticket is good, in seconds.</summary>
    public const int LifetimeSeconds = 30;
}
