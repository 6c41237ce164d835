using MediaGateway.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace MediaGateway.Benchmarks.Runtime;

/// <summary>A process's grain runtime without anything else of the gateway; state is kept in memory.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private readonly IHost _host;

    private GrainHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<GrainHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddGrainRuntime();
        builder.UseOrleans(static silo => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        var host = builder.Build();
        await host.StartAsync();
        return new GrainHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
