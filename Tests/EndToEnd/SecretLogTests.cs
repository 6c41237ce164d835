using System.Net;
using System.Net.Http.Json;
using MediaGateway.Tests.Integration.Storage;
using Npgsql;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>The real process, told to log everything there is, through everything that has a secret in it.</summary>
public sealed class SecretLogTests
{
    private const string Password = "a password nobody logs";
    private const string WrongPassword = "another that nobody logs";
    private const string DatabasePassword = "databasesecret";

    // Those that the shipped settings quieten have to be named.
    private static readonly string[] Categories = ["Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.Hosting.Lifetime", "Npgsql", "Microsoft.AspNetCore.Hosting.Diagnostics", "MediaGateway", "EmbeddedSilo"];

    [Fact]
    public async Task No_secret_is_logged()
    {
        var database = new NpgsqlConnectionStringBuilder(await TestServer.CreateDatabaseAsync()) { Password = DatabasePassword }.ConnectionString;
        await using var gateway = await GatewayProcess.StartNewAsync([.. Categories.SelectMany(category => new[] { $"--Logging:LogLevel:{category}", "Trace" }), "--database", database]);
        var email = $"{Guid.NewGuid():N}@example.org";
        var registration = await gateway.Client.PostAsync("/api/v1/auth/register", new { email, password = Password, name = "Ada" }).ReadAsync(HttpStatusCode.Created);
        await gateway.Client.PostAsync("/api/v1/auth/login", new { email, password = WrongPassword }).ReadAsync(HttpStatusCode.Unauthorized);
        var login = await gateway.Client.PostAsync("/api/v1/auth/login", new { email, password = Password }).ReadAsync();
        var refreshed = await gateway.Client.PostAsync("/api/v1/auth/refresh", new { refresh_token = login.Text("refresh_token") }).ReadAsync();
        await gateway.Client.PostAsync("/api/v1/auth/refresh", new { refresh_token = login.Text("refresh_token") }).ReadAsync(HttpStatusCode.Unauthorized);

        using var ada = gateway.As(registration.Text("token"));
        var ticket = (await ada.PostAsync("/api/v1/auth/ticket", content: null).ReadAsync()).Text("ticket");
        await gateway.Client.PostAsync($"/hubs/sync/negotiate?negotiateVersion=1&access_token={ticket}", content: null).ReadAsync();
        using (var hub = await gateway.Client.GetAsync($"/hubs/sync?access_token={ticket}"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, hub.StatusCode);
        }

        await gateway.Client.GetAsync($"/api/v1/me?access_token={ticket}&token={registration.Text("token")}").ReadAsync(HttpStatusCode.Unauthorized);
        using var malformed = gateway.As("not.a.token.nobodylogs");
        await malformed.GetAsync("/api/v1/me").ReadAsync(HttpStatusCode.BadRequest);
        using var admin = gateway.AsAdmin();
        await admin.PostAsync("/api/v1/admin/catalogue/import", JsonContent.Create("no line of a catalogue")).ReadAsync(HttpStatusCode.UnsupportedMediaType);
        using var change = await ada.PatchAsJsonAsync("/api/v1/me", new { current_password = Password, password = WrongPassword });
        Assert.Equal(HttpStatusCode.OK, change.StatusCode);

        string[] secrets =
        [
            Password, WrongPassword, DatabasePassword, email, ticket, "not.a.token.nobodylogs",
            Signature(registration.Text("token")), registration.Text("refresh_token"), login.Text("refresh_token"), refreshed.Text("refresh_token"),
            (await File.ReadAllTextAsync(Path.Combine(gateway.Data, "admin-token"))).Trim(),
        ];
        Assert.Contains("/api/v1/auth/login", gateway.Output, StringComparison.Ordinal);
        var leaks = gateway.Output.Split('\n').Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        Assert.True(!leaks.Any(), string.Join("\n", leaks));
    }

    // Header and claims of a token may be known; what makes it one is the signature.
    private static string Signature(string token) => token[(token.LastIndexOf('.') + 1)..];
}
