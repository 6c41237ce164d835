using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orleans.Runtime;

namespace MediaGateway.Tests.Http;

public sealed class ProblemTests
{
    private enum Shape { Round, VerySquare }

    private sealed record Order(string Title, int? Count, Shape? Shape, DateTimeOffset? At, double? Weight, Inner? Inner);

    private sealed record Inner(long Number);

    private static readonly Dictionary<string, Func<Exception>> Faults = new()
    {
        ["storage"] = () => new StorageUnavailableException("secret-host:5432 is gone"),
        ["wrapped"] = () => new OrleansException("The storage could not read.", new StorageUnavailableException("secret-host:5432 is gone")),
        ["queue"] = () => new PartOverloadedException("secret queue"),
        ["slow"] = () => new TimeoutException("secret"),
        ["bug"] = () => new InvalidOperationException("secret detail"),
    };

    [Theory]
    [InlineData("{\"title\":7}", "title")]
    [InlineData("{\"title\":\"a\",\"count\":\"7\"}", "count")]
    [InlineData("{\"title\":\"a\",\"count\":9223372036854775808}", "count")]
    [InlineData("{\"title\":\"a\",\"shape\":\"oval\"}", "shape")]
    [InlineData("{\"title\":\"a\",\"shape\":1}", "shape")]
    [InlineData("{\"title\":\"a\",\"at\":\"2026-01-01\"}", "at")]
    [InlineData("{\"title\":\"a\",\"at\":\"2026-01-01T00:00:00\"}", "at")]
    [InlineData("{\"title\":\"a\",\"weight\":\"NaN\"}", "weight")]
    [InlineData("{\"title\":\"a\\u0000b\"}", "title")]
    [InlineData("{\"title\":\"a\\ud800b\"}", "title")]
    [InlineData("{\"title\":\"a\",\"inner\":{\"number\":true}}", "inner.number")]
    [InlineData("{\"title\":\"a\",\"inner\":{}}", "inner.number")]
    [InlineData("{\"title\":null}", "title")]
    [InlineData("{\"count\":1}", "title")]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}", "title")]
    [InlineData("{\"title\":", "title")]
    [InlineData("[]", "body")]
    [InlineData("", "body")]
    public async Task A_body_that_is_not_as_declared_is_refused_and_the_field_is_named(string body, string field)
    {
        await using var host = await StartAsync();
        using var answer = await host.Client.PostAsync("/orders", new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var host = await StartAsync();
        using var body = new ByteArrayContent([.. "{\"title\":\""u8, 0xFF, 0xC0, .. "\"}"u8]);
        body.Headers.ContentType = new("application/json");
        using var answer = await host.Client.PostAsync("/orders", body);
        await ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task What_is_as_declared_is_read_and_written_in_snake_case_with_times_in_utc()
    {
        await using var host = await StartAsync();
        using var answer = await host.Client.PostAsync("/orders", new StringContent(
            """{"title":"Amélie","shape":"very_square","at":"2026-01-01T01:00:00+01:00","unknown":{"a":1}}""", Encoding.UTF8, "application/json"));
        Assert.Equal(
            """{"title":"Amélie","count":null,"shape":"very_square","at":"2026-01-01T00:00:00Z","weight":null,"inner":null}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/pages", "page_size")]
    [InlineData("/pages?page_size=x", "page_size")]
    [InlineData("/pages?page_size=1&q=%00", "url")]
    [InlineData("/pages?page_size=1&q=%ff", "url")]
    public async Task A_parameter_that_is_missing_or_wrong_is_named(string address, string field)
    {
        await using var host = await StartAsync();
        using var answer = await host.Client.GetAsync(address);
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_too()
    {
        await using var host = await StartAsync();
        using var nowhere = await host.Client.GetAsync("/nowhere");
        var problem = await ProblemAsync(nowhere, HttpStatusCode.NotFound, "not_found");
        Assert.Equal("/nowhere", problem.GetProperty("instance").GetString());
        using var wrongMethod = await host.Client.DeleteAsync("/orders");
        await ProblemAsync(wrongMethod, HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        Assert.Equal(["POST"], wrongMethod.Content.Headers.Allow);
        using var wrongType = await host.Client.PostAsync("/orders", new StringContent("<a/>", Encoding.UTF8, "application/xml"));
        await ProblemAsync(wrongType, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData("storage", 503, "service_unavailable", 2)]
    [InlineData("wrapped", 503, "service_unavailable", 2)]
    [InlineData("queue", 503, "overloaded", 1)]
    [InlineData("slow", 504, "gateway_timeout", 5)]
    [InlineData("bug", 500, "internal_error", null)]
    public async Task What_goes_wrong_inside_is_told_without_its_details(string fault, int status, string error, int? retryAfter)
    {
        await using var host = await StartAsync();
        using var answer = await host.Client.GetAsync($"/faults/{fault}");
        var problem = await ProblemAsync(answer, (HttpStatusCode)status, error);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(retryAfter, answer.Headers.RetryAfter is { } header ? (int)header.Delta!.Value.TotalSeconds : null);
        Assert.Equal(retryAfter, problem.TryGetProperty("retry_after", out var member) ? member.GetInt32() : null);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect_a_browser()
    {
        await using var host = await StartAsync();
        foreach (var address in (string[])["/faults/none", "/faults/bug", "/nowhere", "/pages?q=%00"])
        {
            using var answer = await host.Client.GetAsync(address);
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
            Assert.Equal(["max-age=31536000"], answer.Headers.GetValues("Strict-Transport-Security"));
            Assert.Matches("^[0-9a-f]{32}$", Assert.Single(answer.Headers.GetValues("X-Trace-Id")));
        }
    }

    [Theory]
    [InlineData("order-66.a_B", true)]
    [InlineData("with space", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", false)]
    public async Task A_trace_id_is_taken_over_when_it_is_well_formed(string offered, bool taken)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/faults/bug");
        request.Headers.Add("X-Trace-ID", offered);
        using var answer = await host.Client.SendAsync(request);
        var given = Assert.Single(answer.Headers.GetValues("X-Trace-Id"));
        Assert.Equal(taken, given == offered);
        Assert.Equal(given, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("trace_id").GetString());
    }

    private static Task<FrontendHost> StartAsync() => FrontendHost.StartAsync(static routes =>
    {
        routes.MapPost("/orders", static (Order order) => TypedResults.Ok(order));
        routes.MapGet("/pages", static ([FromQuery(Name = "page_size")] int pageSize, string? q) => TypedResults.Ok(pageSize));
        routes.MapGet("/faults/{name}", static IResult (string name) => Faults.TryGetValue(name, out var fault) ? throw fault() : TypedResults.NoContent());
    });

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, text);
        Assert.Equal(Problem.MediaType, answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.Equal(error, problem.GetProperty("error").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        string[] members = ["type", "title", "status", "detail", "instance", "error", "message", "timestamp", "trace_id"];
        Assert.All(members, member => Assert.True(problem.TryGetProperty(member, out _), member));
        return problem;
    }
}
