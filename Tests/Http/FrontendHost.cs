using MediaGateway.ApiFrontend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace MediaGateway.Tests.Http;

/// <summary>The shell of the front end in this process, with endpoints of the test's own.</summary>
internal sealed class FrontendHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FrontendHost(WebApplication app, HttpClient client) => (_app, Client) = (app, client);

    /// <summary>A client without credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it.</summary>
    public static async Task<FrontendHost> StartAsync(Action<IEndpointRouteBuilder> map, Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.ClearProviders();
        builder.Services.AddApiFrontend();
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        services?.Invoke(builder.Services);
        // No grains here, but what a test brings itself.
        builder.Services.TryAddSingleton(Substitute.For<IClusterClient>());
        builder.Services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        var app = builder.Build();
        app.UseApiFrontend();
        map(app);
        await app.StartAsync();
        return new(app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
