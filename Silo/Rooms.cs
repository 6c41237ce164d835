using MediaGateway.ApiFrontend;
using MediaGateway.ApiFrontend.Health;
using MediaGateway.ApiFrontend.Tracing;
using MediaGateway.Grains.Accounts;
using MediaGateway.Grains.Alerts;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Content.Resolution;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Sources;
using MediaGateway.Grains.Users;
using MediaGateway.Providers;
using MediaGateway.Storage;
using Microsoft.Extensions.Logging.Console;

namespace MediaGateway.Silo;

/// <summary>Brings the rooms together, each by the registration that it offers.</summary>
internal static class Rooms
{
    /// <summary>Registers the rooms that the role needs. A silo has the shell of the front end too, for its health and measurements.</summary>
    public static void AddRooms(this WebApplicationBuilder builder, GatewayOptions options)
    {
        if (TelemetryExport.IsWanted(builder.Configuration))
        {
            // Registered first, it ends last and sees everything.
            builder.Services.AddHostedService<TelemetryExport>();
        }

        if (options.HostsGrains) builder.AddGrainRooms(options);
        builder.Services.AddApiFrontend();
        if (!options.HostsGrains) builder.Services.AddClusterHealth();
        builder.WebHost.UseUrls($"http://{options.Listen}:{options.Port}");
    }

    /// <summary>Maps what the role answers: everything, or health and measurements only.</summary>
    public static void MapRole(this WebApplication app, GatewayOptions options)
    {
        if (options.ServesClients) app.MapApiFrontend();
        else app.MapOperating();
    }

    private static void AddGrainRooms(this WebApplicationBuilder builder, GatewayOptions options)
    {
        // What is kept on this node is kept below one folder, whichever room keeps it.
        builder.Configuration["Storage:DataDirectory"] ??= options.Data;
        Directory.CreateDirectory(options.Data);

        // Keys in a folder of its own would make each silo of a cluster unable to read what the others sealed.
        var ownData = options.Role is GatewayRole.All ? options.Data : null;
        builder.Services.AddPostgresStorage(builder.Configuration);
        builder.Services.AddAccounts(ownData).AddAdminToken(ownData);
        builder.Services.AddCatalogue().AddStarterCatalogue();
        builder.Services.AddDiscovery();
        builder.Services.AddTitleResolution();
        builder.Services.AddUsers();
        builder.Services.AddAlerts();
        builder.Services.AddSourceGrains();
        builder.Services.AddSources(builder.Configuration);
    }

    /// <summary>Logs to the console: lines for a person at a terminal, JSON for whatever collects logs.</summary>
    public static void AddConsoleLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (Console.IsOutputRedirected)
        {
            builder.Logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
        }

        // After all settings, so that none of them can bring secrets into the log.
        builder.Services.PostConfigure<LoggerFilterOptions>(static filters =>
        {
            foreach (var provider in new[] { null, typeof(ConsoleLoggerProvider).FullName, "Console" })
            {
                filters.Rules.Add(new LoggerFilterRule(provider, RequestLog.UnsafeCategory, LogLevel.Warning, filter: null));
            }
        });
    }

    /// <summary>Says where the gateway is, once it listens.</summary>
    public static void GreetWhenStarted(this WebApplication app, GatewayOptions options) =>
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            options.ServesClients
                ? $"Media Gateway listens on port {options.Port}. Try it: http://localhost:{options.Port}/docs"
                : $"A silo of Media Gateway runs. Its health: http://localhost:{options.Port}/health"));
}
