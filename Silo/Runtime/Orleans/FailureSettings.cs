using MediaGateway.Grains.Content;
using MediaGateway.Grains.Idempotency;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MediaGateway.Silo.Runtime;

/// <summary>
/// The numbers that decide how fast a dead part is noticed and how long its work is missed; <c>docs/cluster.md</c> says why
/// each is what it is.
/// </summary>
internal static class FailureSettings
{
    /// <summary>How long a silo may take to answer a probe at first; Orleans adapts it from half of this to four times.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How many probes in a row must fail before a silo votes.</summary>
    private const int MissedProbes = 3;

    /// <summary>How many silos must vote before one is declared dead; a cluster of two needs one.</summary>
    private const int Votes = 2;

    /// <summary>How often the table is read even when nobody tells of a change, and how often a silo writes that it lives.</summary>
    private static readonly TimeSpan TablePeriod = TimeSpan.FromSeconds(5);

    /// <summary>How long a vote counts: longer than both silos need to come to it, shorter than an old hiccup should matter.</summary>
    private static readonly TimeSpan VoteExpiry = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a front end waits for a grain. A call that was lost with a silo is noticed by nothing else; HTTP ends earlier,
    /// with the request. What takes longer by its nature says so at its method.
    /// </summary>
    private static readonly TimeSpan ClientResponseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a grain waits for another: nobody stands in front of these calls.</summary>
    private static readonly TimeSpan SiloResponseTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a grain may take to let go when its silo stops: what is queued for commit is committed in it.</summary>
    private static readonly TimeSpan DeactivationTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a silo that stops waits twice: after it told front ends to send elsewhere, and after its last grain let go.
    /// Without it what is on its way just then is lost, and its caller waits in vain.
    /// </summary>
    private static readonly TimeSpan DrainPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a user, device or account stays in memory after its last call.</summary>
    private static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(15);

    /// <summary>How long stays what is seldom asked for twice, or cheap to read again.</summary>
    private static readonly TimeSpan ShortCollectionAge = TimeSpan.FromMinutes(2);

    /// <summary>Applies what concerns a silo.</summary>
    public static void Apply(ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = ProbeTimeout;
            membership.NumMissedProbesLimit = MissedProbes;
            membership.NumVotesForDeathDeclaration = Votes;
            membership.DeathVoteExpirationTimeout = VoteExpiry;
            membership.TableRefreshTimeout = TablePeriod;
            membership.IAmAliveTablePublishTimeout = TablePeriod;
        });
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = SiloResponseTimeout;
            messaging.ClientGatewayShutdownNotificationTimeout = DrainPause;
            messaging.WaitForMessageToBeQueuedForOutboundTime = DrainPause;
        });
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = CollectionAge;
            collection.ClassSpecificCollectionAge[typeof(ContentGrain).FullName!] = ShortCollectionAge;
            collection.ClassSpecificCollectionAge[typeof(IdempotencyGrain).FullName!] = ShortCollectionAge;
            collection.DeactivationTimeout = DeactivationTimeout;
        });
    }

    /// <summary>Applies what concerns a front end.</summary>
    public static void Apply(IClientBuilder client)
    {
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ClientResponseTimeout);
        client.Configure<Orleans.Configuration.GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TablePeriod);
    }
}
