using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.Tests.Grains.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Tests.Http.Accounts;

/// <summary>The account routes on a server of this process, over grains of this process. <c>/whoami</c> and <c>/hubs/whoami</c> say who is calling.</summary>
internal sealed class AccountHost : IAsyncDisposable
{
    private readonly FrontendHost _host;
    private readonly bool _ownsSilo;

    private AccountHost(AccountSilo silo, FrontendHost host, bool ownsSilo) => (Silo, _host, _ownsSilo) = (silo, host, ownsSilo);

    public AccountSilo Silo { get; }

    public HttpClient Client => _host.Client;

    /// <summary>Starts a front end; given another one it is a second one of the same cluster.</summary>
    public static async Task<AccountHost> StartAsync(AccountHost? beside = null)
    {
        var silo = beside?.Silo ?? await AccountSilo.StartAsync();
        var host = await FrontendHost.StartAsync(Map, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(silo.Time));
            services.AddSingleton(silo.Grains);
        });
        return new AccountHost(silo, host, ownsSilo: beside is null);
    }

    /// <summary>Sends a request with whatever is given as its Authorization header.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? authorization = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (authorization is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), response.Headers);
    }

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token is null ? null : $"Bearer {token}");

    public Task<Answer> PostAsync(string path, object? body = null, string? token = null) =>
        SendAsync(HttpMethod.Post, path, token is null ? null : $"Bearer {token}", body);

    public async Task<JsonElement> RegisterAsync(string email = "ada@example.org")
    {
        var answer = await PostAsync("/api/v1/auth/register", new { email, password = AccountSilo.Password, name = "Ada" });
        Assert.Equal(201, answer.Status);
        return answer.Body;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_ownsSilo)
        {
            await Silo.DisposeAsync();
        }
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapSessions();
        routes.MapProfile();
        routes.MapHub<TestHub>("/hubs/test");
        routes.MapGet("/whoami", (ClaimsPrincipal caller) => TypedResults.Ok(caller.UserId())).RequireAuthorization();
        routes.MapGet("/anyone", () => TypedResults.Ok()).RequireAuthorization(Policies.AnyCaller);
        routes.MapGet("/admin", () => TypedResults.Ok()).RequireAuthorization(Policies.Admin);
        routes.MapGet("/hubs/whoami", (ClaimsPrincipal caller) => TypedResults.Ok(caller.UserId())).RequireAuthorization();
        routes.MapPost("/hubs/whoami/negotiate", (ClaimsPrincipal caller) => TypedResults.Ok(caller.UserId())).RequireAuthorization();
    }

    [Authorize]
    private sealed class TestHub : Hub
    {
        public string WhoAmI() => Context.User!.UserId();
    }

    /// <summary>What came back.</summary>
    internal sealed record Answer(int Status, JsonElement Body, HttpResponseHeaders Headers)
    {
        public string? Error => Body.GetProperty("error").GetString();

        public string Challenge => Headers.WwwAuthenticate.ToString();
    }
}
