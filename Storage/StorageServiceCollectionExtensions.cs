using MediaGateway.Grains.Content;
using MediaGateway.Grains.Content.Resolution;
using MediaGateway.Grains.Users;
using MediaGateway.Storage.Catalogue;
using MediaGateway.Storage.Connections;
using MediaGateway.Storage.GrainState;
using MediaGateway.Storage.Journal;
using MediaGateway.Storage.Migrations;
using MediaGateway.Storage.Reminders;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Providers;
using Orleans.Storage;

namespace MediaGateway.Storage;

/// <summary>Registers everything that is kept in PostgreSQL.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>The section of the configuration that describes storage.</summary>
    public const string Section = "Storage";

    /// <summary>
    /// Adds the database and the stores that live in it. With <c>Storage:ConnectionString</c> it is that server,
    /// without it the gateway's own below <c>Storage:DataDirectory</c>. Where grains already have a place for their states
    /// or reminders, they keep it.
    /// </summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        services.AddDatabase(section);
        services.AddOptions<EmbeddedServerOptions>().Bind(section.GetSection("Server")).ValidateDataAnnotations()
            .Validate<IOptions<DatabaseOptions>, IOptions<JournalOptions>>(
                (server, database, journal) => server.MaxConnections > database.Value.MaxPoolSize + journal.Value.Writers,
                "Storage:Server:MaxConnections must be above Storage:MaxPoolSize and Storage:Journal:Writers together.")
            .ValidateOnStart();
        services.AddSingleton(provider => new EmbeddedServer(
            provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.DataDirectory,
            provider.GetRequiredService<IOptions<EmbeddedServerOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedServer>>()));
        services.AddMigrations(Migration.GatewayFolder, MigrationSeries.Gateway);
        services.AddJournal(section);
        services.AddSingleton<ICatalogueStore, PostgresCatalogueStore>();
        services.AddSingleton<IAvailabilityLedger, PostgresAvailabilityLedger>();
        services.AddSingleton<ITitleReviewStore, PostgresTitleReviewStore>();
        services.TryAddKeyedSingleton<IGrainStorage>(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (provider, _) => new PostgresGrainStorage(provider.GetRequiredService<Database>(), ServiceId(provider)));
        services.TryAddSingleton<IReminderTable>(provider => new PostgresReminderTable(provider.GetRequiredService<Database>(), ServiceId(provider)));
        services.AddHostedService<StorageLifetime>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<KeptAnswerUpkeep>(provider, ServiceId(provider)));
        services.AddHostedService(static provider => provider.GetRequiredService<KeptAnswerUpkeep>());
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
        return services;
    }

    /// <summary>
    /// Has a process that keeps nothing in the database itself wait at its start until it answers. What is registered here starts
    /// before everything that only starts when it is its turn.
    /// </summary>
    public static IServiceCollection AddDatabaseContact(this IServiceCollection services, IConfiguration configuration) =>
        services.AddDatabase(configuration.GetSection(Section)).RequireDatabase().AddHostedService<DatabaseContact>();

    /// <summary>Has the host end when the database did not answer within <see cref="DatabaseOptions.StartPatience"/>.</summary>
    public static IServiceCollection RequireDatabase(this IServiceCollection services) =>
        services.Configure<DatabaseOptions>(static options => options.MustAnswer = true);

    /// <summary>Has the tables and statements of the ADO.NET providers of Orleans made with the rest of the schema.</summary>
    public static IServiceCollection AddOrleansSchema(this IServiceCollection services) =>
        services.AddMigrations(Migration.OrleansFolder, MigrationSeries.Orleans);

    private static IServiceCollection AddDatabase(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<DatabaseOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DatabaseGate>();
        services.AddSingleton(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            return new Database(
                () => options.IsEmbedded ? provider.GetRequiredService<EmbeddedServer>().ConnectionString : options.ConnectionString!,
                options,
                provider.GetRequiredService<DatabaseGate>());
        });
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<DatabaseArrival>();
        return services;
    }

    private static IServiceCollection AddMigrations(this IServiceCollection services, string folder, MigrationSeries series) =>
        services.AddSingleton<IDatabasePreparation>(provider =>
            new SchemaMigrations(Migration.BuiltIn(folder), series, provider.GetRequiredService<ILogger<SchemaMigrations>>()));

    private static string ServiceId(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ServiceId;

    private static void AddJournal(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<JournalOptions>().Bind(section.GetSection("Journal")).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IDatabasePreparation, LogEpoch>();
        services.AddMetrics();
        services.AddSingleton<JournalTelemetry>();
        services.AddSingleton<PostgresUserJournal>();
        services.AddSingleton<IUserJournal>(provider => provider.GetRequiredService<PostgresUserJournal>());
        services.AddHostedService<JournalUpkeep>();
    }
}
