using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.ApiFrontend.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MediaGateway.Tests.Http;

public sealed class LimitTests
{
    [Fact]
    public async Task Who_waits_too_long_for_a_part_of_the_gateway_is_told_when_to_come_back()
    {
        await using var host = await StartAsync(services => services.Configure<FrontendOptions>(options => options.Deadline = TimeSpan.FromMilliseconds(50)));
        using var answer = await host.Client.GetAsync("/never");
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("gateway_timeout", problem.GetProperty("error").GetString());
        Assert.Equal(5, problem.GetProperty("retry_after").GetInt32());
    }

    [Fact]
    public async Task A_body_of_a_length_that_was_not_told_makes_nobody_wait_longer_once_it_is_there()
    {
        await using var host = await FrontendHost.StartAsync(
            routes => routes.MapPost("/never", (JsonElement body, CancellationToken cancellationToken) => NeverAsync(cancellationToken)),
            services => services.Configure<FrontendOptions>(options => options.Deadline = TimeSpan.FromMilliseconds(50)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/never") { Content = JsonContent.Create(new { }) };
        request.Headers.TransferEncodingChunked = true;
        // By its size alone the body would have half a minute to arrive.
        using var answer = await host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
    }

    [Fact]
    public async Task A_stream_that_says_so_has_no_deadline()
    {
        using var release = new SemaphoreSlim(0);
        var entered = new TaskCompletionSource();
        await using var host = await FrontendHost.StartAsync(
            routes =>
            {
                routes.MapGet("/stream", (CancellationToken cancellationToken) => StreamAsync(entered, release, cancellationToken)).DisableRequestTimeout();
                routes.MapGet("/never", NeverAsync);
            },
            services => services.Configure<FrontendOptions>(options => options.Deadline = TimeSpan.FromMilliseconds(50)));
        var stream = host.Client.GetAsync("/stream");
        await entered.Task;
        // One that came later is over by its deadline; the stream still waits.
        using var never = await host.Client.GetAsync("/never");
        Assert.Equal(HttpStatusCode.GatewayTimeout, never.StatusCode);
        Assert.False(stream.IsCompleted);
        release.Release();
        using var answer = await stream;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_is_read()
    {
        await using var host = await StartAsync(services => services.Configure<FrontendOptions>(options => options.MaxBodyBytes = 2048));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = JsonContent.Create(new { text = new string('x', 4096) }) };
        request.Headers.ExpectContinue = true;
        using var answer = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("body_too_large", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_caller_who_sends_too_much_is_told_when_to_come_back()
    {
        await using var host = await StartAsync(services => services.Configure<RateLimitOptions>(options =>
            (options.CountLoopback, options.AddressPerSecond, options.AddressBurst) = (true, 1, 3)));
        List<HttpStatusCode> seen = [];
        HttpResponseMessage? refused = null;
        for (var request = 0; request < 20 && refused is null; request++)
        {
            var answer = await host.Client.GetAsync("/quick");
            seen.Add(answer.StatusCode);
            refused = answer.IsSuccessStatusCode ? null : answer;
        }

        Assert.True(seen.Count > 3, "the burst is let through");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused!.StatusCode);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("too_many_requests", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
        refused.Dispose();
    }

    [Fact]
    public async Task Callers_on_this_machine_are_not_counted_unless_they_come_through_a_proxy()
    {
        await using var host = await StartAsync(services => services.Configure<RateLimitOptions>(options => (options.AddressPerSecond, options.AddressBurst) = (1, 3)));
        foreach (var _ in Enumerable.Range(0, 20))
        {
            using var answer = await host.Client.GetAsync("/quick");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        List<HttpStatusCode> proxied = [];
        foreach (var _ in Enumerable.Range(0, 20))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/quick");
            request.Headers.Add("X-Forwarded-For", "192.0.2.1");
            using var answer = await host.Client.SendAsync(request);
            proxied.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, proxied);
    }

    [Theory]
    [InlineData("Frontend:MaxBodyBytes", "1")]
    [InlineData("Frontend:Deadline", "01:00:00")]
    [InlineData("Frontend:TrustedProxies:0", "proxy.example")]
    [InlineData("Frontend:RateLimit:UserPerSecond", "0")]
    [InlineData("Frontend:RateLimit:UserBurst", "1")]
    public async Task A_setting_out_of_its_range_stops_the_start(string name, string value)
    {
        await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var host = await FrontendHost.StartAsync(_ => { }, settings: new Dictionary<string, string?> { [name] = value });
        });
    }

    private static Task<FrontendHost> StartAsync(Action<IServiceCollection> services) => FrontendHost.StartAsync(
        static routes =>
        {
            routes.MapGet("/quick", static () => TypedResults.NoContent());
            routes.MapPost("/echo", static (Echo echo) => TypedResults.Ok(echo));
            routes.MapGet("/never", NeverAsync);
        },
        services);

    private static async Task<NoContent> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> StreamAsync(TaskCompletionSource entered, SemaphoreSlim release, CancellationToken cancellationToken)
    {
        entered.SetResult();
        await release.WaitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private sealed record Echo(string? Text);
}
