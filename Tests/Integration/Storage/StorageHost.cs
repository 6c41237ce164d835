using MediaGateway.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Tests.Integration.Storage;

/// <summary>A host with nothing but storage in it.</summary>
public sealed class StorageHost : IAsyncDisposable
{
    private readonly IHost _host;

    private StorageHost(IHost host) => _host = host;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The service of this type.</summary>
    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A started host on a database of its own.</summary>
    public static async Task<StorageHost> StartAsync(params (string Key, string Value)[] settings) =>
        await StartOnAsync(await TestServer.CreateDatabaseAsync(), settings);

    /// <summary>A started host on this database.</summary>
    public static Task<StorageHost> StartOnAsync(string connectionString, params (string Key, string Value)[] settings) =>
        StartWithAsync(_ => { }, [("Storage:ConnectionString", connectionString), .. settings]);

    /// <summary>A started host with these settings and services.</summary>
    public static async Task<StorageHost> StartWithAsync(Action<IServiceCollection> configure, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddPostgresStorage(builder.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        configure(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new(host);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
