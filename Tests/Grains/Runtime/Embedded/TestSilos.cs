using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>The silos that a test has in its process: one on this runtime, which has no more.</summary>
internal sealed class TestSilos : IAsyncDisposable
{
    /// <summary>How long the turns of grains may take that follow from what has happened now.</summary>
    public static readonly TimeSpan Turns = TimeSpan.FromMilliseconds(2);

    /// <summary>By how much something may come later than it is due on a busy machine: the clock stands still meanwhile.</summary>
    public static readonly TimeSpan Lag = TimeSpan.Zero;

    private readonly IHost _host;

    private TestSilos(IHost host) => _host = host;

    /// <summary>Calls their grains.</summary>
    public IClusterClient Grains => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>What each of them is made of.</summary>
    public IReadOnlyList<IServiceProvider> Services => [_host.Services];

    /// <summary>Starts them, all alike. What they are to share is made before.</summary>
    public static async Task<TestSilos> StartAsync(Action<ISiloBuilder> compose)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        builder.UseOrleans(compose);
        var host = builder.Build();
        await host.StartAsync();
        return new TestSilos(host);
    }

    /// <summary>Stops them as a service manager would.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
