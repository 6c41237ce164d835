using EmbeddedSilo.Hosting;
using EmbeddedSilo.Scheduling;
using MediaGateway.Grains;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Grains.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace MediaGateway.Tests.Simulation;

/// <summary>A silo with the real user grains, in a simulated world. It may be killed at any moment.</summary>
internal sealed class SimulatedSilo : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly SimulatedProcess _process;

    private SimulatedSilo(ServiceProvider services, SimulatedProcess process) => (_services, _process) = (services, process);

    /// <summary>Whether it has not been killed.</summary>
    public bool IsAlive => !_process.IsDead;

    /// <summary>What calls its grains.</summary>
    public IClusterClient Grains => _services.GetRequiredService<IClusterClient>();

    /// <summary>Starts one over a database, which others may use at the same time.</summary>
    public static SimulatedSilo Start(SimulatedWorld world, SimulatedJournal journal, IGrainStorage states, Action<UserOptions> configure)
    {
        var process = new SimulatedProcess(world);
        var services = new ServiceCollection();
        services.AddSingleton(world.Time.For(process));
        services.AddEmbeddedSilo();
        new SiloBuilder(services, new ConfigurationManager()).UseTurnScheduler(process).ConfigureServices(silo => silo.AddGrainStorage("Default", (_, _) => states));
        services.AddSingleton<IConfiguration>(new ConfigurationManager());
        services.AddSingleton<IUserJournal>(journal);
        services.AddSingleton(SimulatedCatalogue.Index);
        services.AddSingleton<TaskScheduler>(world);
        services.AddSingleton(new IdSource(world.Time, world.Random));
        services.AddUsers();
        services.Configure(configure);
        var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>())
            service.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        return new SimulatedSilo(provider, process);
    }

    /// <summary>The grain of a user, as this silo has it.</summary>
    public IUserGrain User(string userId) => Grains.GetGrain<IUserGrain>(userId);

    /// <summary>The same as devices see it.</summary>
    public IUserContact Contact(string userId) => new GrainContact(User(userId));

    /// <summary>Ends it as a power cut does.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
