using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.ApiFrontend;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Catalogue;
using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.Grains.Content;
using MediaGateway.Silo.Runtime;
using MediaGateway.Storage;
using MediaGateway.Tests.Integration.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace MediaGateway.Tests.Integration.Catalogue;

/// <summary>The catalogue from its endpoints to PostgreSQL, open to everybody and on a database of its own.</summary>
public sealed class CatalogueHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CatalogueHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public ICatalogueStore Store => _app.Services.GetRequiredService<ICatalogueStore>();

    public static async Task<CatalogueHost> StartAsync(Action<IServiceCollection>? configure = null) =>
        await StartOnAsync(await TestServer.CreateDatabaseAsync(), configure);

    /// <summary>Starts one on this database; of two on one database neither knows of the other.</summary>
    public static async Task<CatalogueHost> StartOnAsync(string database, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Storage:ConnectionString", database)]);
        ((IHostApplicationBuilder)builder).UseOrleans(silo => silo.UseNoCluster().AddReminders().AddSiloStreams());
        builder.Services.AddPostgresStorage(builder.Configuration);
        builder.Services.AddCatalogue();
        builder.Services.AddApiFrontend();
        builder.Services.Configure<AuthorizationOptions>(options =>
        {
            options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build();
            options.AddPolicy(Policies.AnyCaller, options.DefaultPolicy);
            options.AddPolicy(Policies.Admin, options.DefaultPolicy);
        });
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseApiFrontend();
        app.MapContent().MapDiscovery().MapImports().MapTitleDecisions().MapTitleReviews();
        await app.StartAsync();
        return new CatalogueHost(app);
    }

    public Task<HttpResponseMessage> PostAsync(HttpContent body, string query = "?source=test", string? mediaType = "application/x-ndjson")
    {
        body.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
        return Client.PostAsync("/api/v1/admin/catalogue/import" + query, body);
    }

    /// <summary>Imports lines that the gateway must take.</summary>
    public async Task<JsonElement> ImportAsync(IEnumerable<string> lines, string query = "?source=test")
    {
        using var response = await PostAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines))), query);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>How many titles are stored; each must be whole.</summary>
    public async Task<int> CountWholeTitlesAsync()
    {
        var count = 0;
        await foreach (var row in Store.ReadAfterAsync(0, default))
        {
            var content = MediaGateway.Domain.Catalogue.ContentDocument.Read(row.Document.Span);
            Assert.Equal(row.ContentId, content.ContentId);
            Assert.NotEmpty(content.Provenance);
            count++;
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
