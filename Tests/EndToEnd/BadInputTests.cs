using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>What a careless or hostile client can send. Each gets the answer of the contract; nothing is stored and nothing is a 5xx.</summary>
[Collection(SharedGateway.Name)]
public sealed class BadInputTests(GatewayFixture fixture)
{
    private readonly GatewayProcess _gateway = fixture.Gateway;

    public static TheoryData<string, int, string?> Registrations => new()
    {
        { "", 400, null },
        { "null", 400, null },
        { "[]", 400, null },
        { "{", 400, null },
        { """{"email":"a@example.org"}""", 400, "password" },
        { """{"email":7,"password":"longenough","name":"Ada"}""", 400, "email" },
        { """{"email":"not an address","password":"longenough","name":"Ada"}""", 400, "email" },
        { """{"email":"a@example.org","password":"short","name":"Ada"}""", 400, "password" },
        { """{"email":"a\u0000@example.org","password":"longenough","name":"Ada"}""", 400, "email" },
        { """{"email":"nul@example.org","password":"longenough","name":"A\u0000da"}""", 400, "name" },
        { """{"email":"lone@example.org","password":"longenough","name":"\ud800"}""", 400, null },
        { $$"""{"email":"big@example.org","password":"{{new string('x', 257)}}","name":"Ada"}""", 400, "password" },
        { $$"""{"email":"deep@example.org","password":"longenough","name":{{new string('[', 200)}}{{new string(']', 200)}}}""", 400, null },
    };

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task A_malformed_registration_names_the_field_at_fault(string body, int status, string? field)
    {
        using var answer = await _gateway.Client.PostAsync("/api/v1/auth/register", new StringContent(body, Encoding.UTF8, "application/json"));
        await AssertProblemAsync(answer, status, field);
    }

    [Fact]
    public async Task Invalid_UTF8_is_refused()
    {
        var content = new ByteArrayContent([.. "{\"email\":\"a@example.org\",\"password\":\"longenough\",\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _gateway.Client.PostAsync("/api/v1/auth/register", content);
        await AssertProblemAsync(answer, 400);
    }

    [Fact]
    public async Task An_address_that_is_no_text_is_refused()
    {
        using var answer = await _gateway.Client.GetAsync("/api/v1/discovery/search?q=%00%ff");
        await AssertProblemAsync(answer, 400, "url");
    }

    [Fact]
    public async Task A_body_of_another_type_is_415_and_one_that_is_too_large_is_413()
    {
        using var text = await _gateway.Client.PostAsync("/api/v1/auth/register", new StringContent("email=a", Encoding.UTF8, "text/plain"));
        await AssertProblemAsync(text, 415);

        // A client that waits for the server's consent learns of the refusal before it has sent twenty megabytes in vain.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/register");
        request.Headers.ExpectContinue = true;
        request.Content = new StringContent($$"""{"email":"{{new string('x', 20_000_000)}}"}""", Encoding.UTF8, "application/json");
        using var large = await _gateway.Client.SendAsync(request);
        await AssertProblemAsync(large, 413);
    }

    [Theory]
    [InlineData("/api/v1/discovery/search", "q")]
    [InlineData("/api/v1/discovery/search?q=", "q")]
    [InlineData("/api/v1/discovery/search?q=a&limit=0", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&limit=101", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&limit=9223372036854775808", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&limit=ten", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&type=opera", "type")]
    [InlineData("/api/v1/discovery/search?q=a&year_from=99999999999", "year_from")]
    [InlineData("/api/v1/discovery/search?q=a&cursor=AAAA", "cursor")]
    [InlineData("/api/v1/watchlist?limit=-1", "limit")]
    [InlineData("/api/v1/watchlist?cursor=zzz", "cursor")]
    public async Task A_bad_query_names_the_parameter_at_fault(string path, string field)
    {
        using var ada = await Person.RegisterAsync(_gateway);
        using var answer = await ada.Client.GetAsync(path);
        await AssertProblemAsync(answer, 400, field);
    }

    [Theory]
    [InlineData("imdb:tt99999999", 404)]
    [InlineData("nobody knows this", 400)]
    [InlineData("\0", 400)]
    public async Task A_title_that_nobody_knows_does_not_get_on_the_list(string contentId, int status)
    {
        using var ada = await Person.RegisterAsync(_gateway);
        using var answer = await ada.PutOnListAsync(contentId);
        Assert.True((int)answer.StatusCode == status || answer.StatusCode is HttpStatusCode.NotFound, $"answered {(int)answer.StatusCode}");
        Assert.Empty(await ada.WatchlistAsync());
    }

    [Fact]
    public async Task Numbers_past_the_range_of_their_type_are_refused_where_they_stand()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var device = await ada.AddDeviceAsync("phone");
        var title = (await ada.SomeTitlesAsync(1))[0];
        var body = $$$"""{"device_id":"{{{device}}}","ops":[{"op_id":"x","type":"watchlist_add","content_id":"{{{title}}}","hlc":{"physical":9223372036854775808,"logical":0,"node_id":"n"}}]}""";
        using var answer = await ada.Client.PostAsync("/api/v1/sync/ops", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.True((int)answer.StatusCode is 200 or 400, $"answered {(int)answer.StatusCode}");
        Assert.Empty(await ada.WatchlistAsync());
    }

    [Fact]
    public async Task Without_a_token_the_answer_says_how_to_authenticate()
    {
        using var answer = await _gateway.Client.GetAsync("/api/v1/watchlist");
        await AssertProblemAsync(answer, 401);
        Assert.Equal("Bearer realm=\"API\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e.f")]
    [InlineData("{}.{}.{}")]
    public async Task A_header_that_is_no_token_is_malformed(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/watchlist");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await _gateway.Client.SendAsync(request);
        var problem = await AssertProblemAsync(answer, 400);
        Assert.Equal("malformed_token", problem.Text("error"));
    }

    [Fact]
    public async Task A_forged_token_opens_nothing()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var parts = ada.Token.Split('.');
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        var keys = await _gateway.Client.GetAsync("/.well-known/jwks.json").ReadAsync();
        var publicKey = Encoding.UTF8.GetBytes(keys.Items("keys").First().GetRawText());

        string[] forged =
        [
            $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            Sign(header.GetRawText().Replace("ES256", "HS256", StringComparison.Ordinal), parts[1], content => HMACSHA256.HashData(publicKey, content)),
            Sign(header.GetRawText().Replace(header.Text("kid"), "another", StringComparison.Ordinal), parts[1], SignWithNewKey),
            Sign(header.GetRawText(), parts[1], SignWithNewKey),
            $"{parts[0]}.{Encode(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace(ada.Id, Guid.NewGuid().ToString(), StringComparison.Ordinal))}.{parts[2]}",
        ];
        foreach (var token in forged)
        {
            using var client = _gateway.As(token);
            using var answer = await client.GetAsync("/api/v1/watchlist");
            var problem = await AssertProblemAsync(answer, (int)answer.StatusCode is 400 ? 400 : 401);
            if (answer.StatusCode is HttpStatusCode.Unauthorized)
            {
                Assert.Contains("error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal("malformed_token", problem.Text("error"));
            }
        }
    }

    [Fact]
    public async Task An_import_reports_a_line_of_ten_megabytes_and_goes_on()
    {
        using var admin = _gateway.AsAdmin();
        var word = $"big{Guid.NewGuid():N}"[..12];
        var body = new StringContent($$"""
            {"title":"{{word}} one","id":"{{word}}/1"}
            {"title":"{{new string('x', 10_000_000)}}"}
            {"title":"{{word}} \u0000","id":"{{word}}/nul"}
            {"title":"{{word}} two","year":9223372036854775808,"id":"{{word}}/2"}
            {"title":"{{word}} three","id":"{{word}}/3"}
            """, Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        var report = await admin.PostAsync("/api/v1/admin/catalogue/import?source=test", body).ReadAsync();
        Assert.Equal((5, 2, 3), (report.GetProperty("read").GetInt32(), report.GetProperty("created").GetInt32(), report.GetProperty("rejected").GetInt32()));
        Assert.Equal([2, 3, 4], report.Items("problems").Select(problem => problem.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Importing_is_for_admins()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var body = new StringContent("{\"title\":\"x\"}");
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await ada.Client.PostAsync("/api/v1/admin/catalogue/import", body);
        await AssertProblemAsync(answer, 403);
    }

    [Fact]
    public async Task An_unknown_path_is_a_problem_too()
    {
        using var answer = await _gateway.Client.GetAsync("/api/v1/nothing/here");
        await AssertProblemAsync(answer, 404);
    }

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, int status, string? field = null)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode} instead of {status}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        var problem = JsonElement.Parse(body);
        foreach (var member in new[] { "type", "title", "status", "error", "message", "timestamp", "trace_id" })
        {
            Assert.True(problem.TryGetProperty(member, out _), $"No {member} in {body}");
        }

        if (field is not null)
        {
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), $"No errors.{field} in {body}");
        }

        return problem;
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Sign(string header, string payload, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(header)}.{payload}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    private static byte[] SignWithNewKey(byte[] content)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.SignData(content, HashAlgorithmName.SHA256);
    }
}
