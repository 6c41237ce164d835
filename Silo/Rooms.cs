using MediaGateway.ApiFrontend;
using MediaGateway.Grains.Accounts;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Users;
using MediaGateway.Storage;

namespace MediaGateway.Silo;

/// <summary>Brings the rooms together, each by the registration that it offers.</summary>
internal static class Rooms
{
    /// <summary>Registers every room of a process that hosts grains and serves clients.</summary>
    public static void AddRooms(this WebApplicationBuilder builder, GatewayOptions options)
    {
        // What is kept on this node is kept below one folder, whichever room keeps it.
        builder.Configuration["Storage:DataDirectory"] ??= options.Data;
        Directory.CreateDirectory(options.Data);

        builder.Services.AddPostgresStorage(builder.Configuration);
        builder.Services.AddAccounts(options.Data).AddAdminToken(options.Data);
        builder.Services.AddCatalogue().AddStarterCatalogue();
        builder.Services.AddDiscovery();
        builder.Services.AddUsers();
        builder.Services.AddApiFrontend();
        builder.WebHost.UseUrls($"http://{options.Listen}:{options.Port}");
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
    }

    /// <summary>Says where the gateway is, once it listens.</summary>
    public static void GreetWhenStarted(this WebApplication app, GatewayOptions options) =>
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            $"Media Gateway listens on port {options.Port}. Try it: http://localhost:{options.Port}/docs"));
}
