using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Grains.Users;
using MediaGateway.Tests.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>A silo with user grains over a journal in memory; the catalogue knows the titles <c>imdb:tt0000001</c> to <c>…9</c>.</summary>
internal sealed class UserSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private UserSilo(IHost host, MemoryJournal journal) => (_host, Journal) = (host, journal);

    public MemoryJournal Journal { get; }

    public IClusterClient Grains => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Starts a silo; with the journal of another one it is the silo that comes after it, or a second one beside it.</summary>
    public static async Task<UserSilo> StartAsync(MemoryJournal? journal = null, Action<UserOptions>? configure = null, TimeProvider? time = null)
    {
        journal ??= new MemoryJournal(time ?? TimeProvider.System);
        var catalogue = new CatalogueInMemory();
        for (var number = 1; number <= 9; number++)
        {
            catalogue.Put(Title(number), $"Title {number}", 2000 + number);
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(static silo => silo.UseNoCluster().AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        builder.Services.AddSingleton<IUserJournal>(journal);
        builder.Services.AddSingleton<ICatalogueStore>(catalogue);
        builder.Services.AddSingleton<IAvailabilityLedger, AvailabilityInMemory>();
        builder.Services.AddCatalogue();
        builder.Services.AddDiscovery();
        builder.Services.AddUsers();
        builder.Services.Configure<UserOptions>(options => configure?.Invoke(options));
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None);
        return new UserSilo(host, journal);
    }

    public static string Title(int number) => $"imdb:tt000000{number}";

    public IDeviceGrain Device(string id) => Grains.GetGrain<IDeviceGrain>(id);

    public IUserGrain User(string id) => Grains.GetGrain<IUserGrain>(id);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
