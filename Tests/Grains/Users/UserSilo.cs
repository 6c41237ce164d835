using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Grains.Users;
using MediaGateway.Silo.Runtime;
using MediaGateway.Tests.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>A silo, or a cluster where the runtime has clusters, with user grains over a journal in memory; the catalogue knows the titles <c>imdb:tt0000001</c> to <c>…9</c>.</summary>
internal sealed class UserSilo : IAsyncDisposable
{
    private readonly TestSilos _silos;

    private UserSilo(TestSilos silos, MemoryJournal journal) => (_silos, Journal) = (silos, journal);

    public MemoryJournal Journal { get; }

    /// <summary>How many silos there are.</summary>
    public int Silos => _silos.Services.Count;

    public IClusterClient Grains => _silos.Grains;

    /// <summary>Starts a silo; with the journal of another one it is the silo that comes after it, or a second one beside it.</summary>
    public static async Task<UserSilo> StartAsync(MemoryJournal? journal = null, Action<UserOptions>? configure = null, TimeProvider? time = null)
    {
        journal ??= new MemoryJournal(time ?? TimeProvider.System);
        var catalogue = new CatalogueInMemory();
        for (var number = 1; number <= 9; number++)
        {
            catalogue.Put(Title(number), $"Title {number}", 2000 + number);
        }

        var silos = await TestSilos.StartAsync(silo =>
        {
            silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            silo.Services.AddSingleton<IUserJournal>(journal);
            silo.Services.AddSingleton<ICatalogueStore>(catalogue);
            silo.Services.AddSingleton<IAvailabilityLedger, AvailabilityInMemory>();
            silo.AddSiloStreams();
            silo.Services.AddCatalogue();
            silo.Services.AddDiscovery();
            silo.Services.AddUsers();
            silo.Services.Configure<UserOptions>(options => configure?.Invoke(options));
            if (time is not null)
            {
                silo.Services.AddSingleton(time);
            }
        });
        foreach (var services in silos.Services) await services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None);
        return new UserSilo(silos, journal);
    }

    public static string Title(int number) => $"imdb:tt000000{number}";

    public IDeviceGrain Device(string id) => Grains.GetGrain<IDeviceGrain>(id);

    public IUserGrain User(string id) => Grains.GetGrain<IUserGrain>(id);

    public ValueTask DisposeAsync() => _silos.DisposeAsync();
}
