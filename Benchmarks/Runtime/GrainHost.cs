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

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts one, with whatever else its grains need.</summary>
    public static async Task<GrainHost> StartAsync(Action<HostApplicationBuilder>? add = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddGrainRuntime();
        builder.UseOrleans(static silo => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        add?.Invoke(builder);
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
