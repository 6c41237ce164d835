using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>A host with nothing but the grain runtime, under virtual time when asked.</summary>
internal sealed class RuntimeHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RuntimeHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<RuntimeHost> StartAsync(TimeProvider? time = null, Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        builder.UseOrleans(silo =>
        {
            silo.UseNoCluster().AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new RuntimeHost(host);
    }

    /// <summary>Lets calls fail after a second without an answer.</summary>
    public static void AnswerInASecond(ISiloBuilder silo) => silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(1));

    public IProbeGrain Probe(string? key = null) => Grains.GetGrain<IProbeGrain>(key ?? Guid.NewGuid().ToString());

    public ILifeGrain Life(string? key = null) => Grains.GetGrain<ILifeGrain>(key ?? Guid.NewGuid().ToString());

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
