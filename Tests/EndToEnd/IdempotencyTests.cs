using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>Requests that are sent again because their answer was lost.</summary>
[Collection(SharedGateway.Name)]
public sealed class IdempotencyTests(GatewayFixture fixture)
{
    private readonly GatewayProcess _gateway = fixture.Gateway;

    [Theory]
    [InlineData("Idempotency-Key")]
    [InlineData("X-Idempotency-Key")]
    public async Task A_repeat_gets_the_answer_of_the_first_and_creates_nothing(string header)
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var key = $"{Guid.NewGuid()}";
        var first = await AddDeviceAsync(ada, header, key, "phone").ReadAsync(HttpStatusCode.Created);
        using var again = await AddDeviceAsync(ada, header, key, "phone");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal($"/api/v1/devices/{first.Text("device_id")}", again.Headers.Location!.OriginalString);
        Assert.Equal(first.Text("device_id"), (await again.Content.ReadFromJsonAsync<JsonElement>()).Text("device_id"));
        Assert.Single((await ada.Client.GetAsync("/api/v1/devices").ReadAsync()).Items("items"));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        await AddDeviceAsync(ada, "Idempotency-Key", "once", "phone").ReadAsync(HttpStatusCode.Created);
        var problem = await AddDeviceAsync(ada, "Idempotency-Key", "once", "tablet").ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("idempotency_key_reused", problem.Text("error"));
    }

    [Fact]
    public async Task A_key_belongs_to_its_user()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        using var ben = await Person.RegisterAsync(_gateway);
        var hers = await AddDeviceAsync(ada, "Idempotency-Key", "shared", "phone").ReadAsync(HttpStatusCode.Created);
        var his = await AddDeviceAsync(ben, "Idempotency-Key", "shared", "phone").ReadAsync(HttpStatusCode.Created);
        Assert.NotEqual(hers.Text("device_id"), his.Text("device_id"));
    }

    [Fact]
    public async Task Of_many_that_come_at_once_one_runs()
    {
        var body = new { email = $"{Guid.NewGuid():N}@example.org", password = "correct horse", name = "Ada" };
        var key = $"{Guid.NewGuid()}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(_gateway.Client, "/api/v1/auth/register", "Idempotency-Key", key, body)));
        var created = answers.Where(answer => answer.StatusCode is HttpStatusCode.Created).ToArray();
        Assert.NotEmpty(created);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Single(created, answer => !answer.Headers.Contains("Idempotency-Replayed"));
        foreach (var refused in answers.Where(answer => answer.StatusCode is HttpStatusCode.Conflict))
        {
            Assert.Equal("idempotency_key_in_use", (await refused.Content.ReadFromJsonAsync<JsonElement>()).Text("error"));
        }
    }

    [Fact]
    public async Task What_is_no_key_is_refused()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        foreach (var key in (string[])["", new string('k', 256), "two words"])
        {
            var problem = await AddDeviceAsync(ada, "Idempotency-Key", key, "phone").ReadAsync(HttpStatusCode.BadRequest);
            Assert.True(problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
        }

        await AddDeviceAsync(ada, "Idempotency-Key", new string('k', 255), "phone").ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_import_that_is_repeated_gets_the_report_of_the_first()
    {
        using var admin = _gateway.AsAdmin();
        var (key, name) = ($"{Guid.NewGuid()}", $"{Guid.NewGuid():N}");
        // More than waits in memory.
        var lines = string.Concat(Enumerable.Range(0, 3).Select(number => $$"""{"title":"{{name}} {{number}}","id":"{{name}}/{{number}}","notes":"{{new string('o', 400_000)}}"}""" + "\n"));
        var first = await ImportAsync(admin, key, lines).ReadAsync();
        Assert.Equal(3, first.GetProperty("created").GetInt32());
        using var again = await ImportAsync(admin, key, lines);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(3, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("created").GetInt32());
        var refused = await ImportAsync(admin, key, lines + "\n").ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("idempotency_key_reused", refused.Text("error"));
    }

    private static async Task<HttpResponseMessage> ImportAsync(HttpClient admin, string key, string lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/admin/catalogue/import?source=test") { Content = new StringContent(lines, null, "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", key);
        return await admin.SendAsync(request);
    }

    private static Task<HttpResponseMessage> AddDeviceAsync(Person person, string header, string key, string type) =>
        SendAsync(person.Client, "/api/v1/devices", header, key, new { device_name = "mine", device_type = type });

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string header, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation(header, key);
        return await client.SendAsync(request);
    }
}
