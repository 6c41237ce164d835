using System.Net;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.Storage;
using MediaGateway.Storage.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MediaGateway.Silo.Runtime;

/// <summary>
/// Hosts grains on Microsoft Orleans, or joins as its client. Membership is in PostgreSQL when a server is named; a process
/// on a PostgreSQL of its own is a cluster of one.
/// </summary>
public static class GrainRuntime
{
    /// <summary>
    /// How long a process that is to join a cluster waits for the database unless told. Without membership it is nothing, and it
    /// answers nobody while it waits.
    /// </summary>
    private const string MembershipPatience = "00:01:00";

    /// <summary>Adds a silo that is a cluster by itself. State and reminders are kept where they are registered.</summary>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(static silo =>
    {
        FailureSettings.Apply(silo);
        silo.UseLocalhostClustering();
        silo.AddReminders();
        silo.AddSiloStreams();
    });

    /// <summary>Adds the part of the cluster that the role of a process of the gateway is.</summary>
    /// <exception cref="OptionsValidationException">A setting of the cluster is missing or out of its range.</exception>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, GatewayOptions options)
    {
        var database = builder.Configuration.GetSection(StorageServiceCollectionExtensions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var settings = ClusterSettings.From(builder.Configuration);
        CheckRole(options, database, builder.Configuration);
        if (!database.IsEmbedded) builder.Configuration["Storage:StartPatience"] ??= MembershipPatience;
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, RepeatableCalls>();
        builder.Services.AddTravellingExceptions();
        builder.Services.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = settings.ClusterId;
            cluster.ServiceId = database.ServiceId;
        });
        if (options.HostsGrains) builder.UseOrleans(silo => Compose(silo, settings, database));
        else builder.UseOrleansClient(client => Compose(client, database.ConnectionString!));
        if (!options.HostsGrains) builder.Services.AddDatabaseContact(builder.Configuration);
    }

    private static void CheckRole(GatewayOptions options, DatabaseOptions database, IConfiguration configuration)
    {
        List<string> faults = [];
        if (options.Role is not GatewayRole.All && database.IsEmbedded)
            faults.Add("Storage:ConnectionString: silos and front ends that run apart need a database server that all of them reach.");
        if (options.Role is GatewayRole.Silo && string.IsNullOrEmpty(configuration["Security:MasterKey"]))
            faults.Add("Security:MasterKey: silos that share a database must share a master key.");
        if (faults.Count > 0) throw new OptionsValidationException(GatewayOptions.Section, typeof(GatewayOptions), faults);
    }

    private static void Compose(ISiloBuilder silo, ClusterSettings settings, DatabaseOptions database)
    {
        FailureSettings.Apply(silo);
        silo.AddReminders();
        silo.AddSiloStreams();
        silo.AddActivityPropagation();
        silo.Services.AddHostedService<SiloWatch>();
        if (database.IsEmbedded)
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, primarySiloEndpoint: null, database.ServiceId, settings.ClusterId);
            return;
        }

        silo.Services.AddOrleansSchema().RequireDatabase();
        silo.UseAdoNetClustering(membership =>
        {
            membership.Invariant = ClusterSettings.Invariant;
            membership.ConnectionString = database.ConnectionString;
        });
        if (settings.SiloAddress == ClusterSettings.OwnAddress) silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);
        else silo.ConfigureEndpoints(IPAddress.Parse(settings.SiloAddress), settings.SiloPort, settings.GatewayPort);
        ComposeStores(silo, settings, database.ConnectionString!);
    }

    private static void ComposeStores(ISiloBuilder silo, ClusterSettings settings, string connectionString)
    {
        if (settings.GrainStorage is StoreKind.AdoNet)
        {
            silo.AddAdoNetGrainStorageAsDefault(storage =>
            {
                storage.Invariant = ClusterSettings.Invariant;
                storage.ConnectionString = connectionString;
                storage.GrainStorageSerializer = new StateJson();
                storage.DeleteStateOnClear = true;
            });
        }

        if (settings.Reminders is StoreKind.AdoNet)
        {
            silo.UseAdoNetReminderService(reminders =>
            {
                reminders.Invariant = ClusterSettings.Invariant;
                reminders.ConnectionString = connectionString;
            });
        }
    }

    private static void Compose(IClientBuilder client, string connectionString)
    {
        FailureSettings.Apply(client);
        client.AddActivityPropagation();
        client.UseAdoNetClustering(gateways =>
        {
            gateways.Invariant = ClusterSettings.Invariant;
            gateways.ConnectionString = connectionString;
        });
        client.UseConnectionRetryFilter<PatientConnection>();
        client.AddGatewayCountChangedHandler(static services =>
        {
            var live = services.GetRequiredService<ILiveSubscriptions>();
            return (_, _) => live.RenewSoon();
        });
    }
}
