using System.Net;

namespace MediaGateway.Tests.EndToEnd.Description;

/// <summary>Every route of the document, walked with the token of another user.</summary>
[Collection(SharedGateway.Name)]
public sealed class OwnershipTests(GatewayFixture fixture)
{
    // What names a thing that belongs to one user. Content belongs to nobody: the lists on which it stands do.
    private static readonly string[] Owned = ["device_id", "session_id", "target_device_id"];

    private readonly GatewayProcess _gateway = fixture.Gateway;

    [Fact]
    public async Task Another_users_token_opens_nothing_and_changes_nothing()
    {
        var document = await ApiDocument.ReadAsync(_gateway.Client);
        using var ada = await Person.RegisterAsync(_gateway);
        var title = (await ada.SomeTitlesAsync(1))[0];
        await ada.PutOnListAsync(title).ReadAsync(HttpStatusCode.Created);
        var phone = await ada.AddDeviceAsync("Ada's phone");
        var session = await ada.Client.PostAsync("/api/v1/playback/session", new { content_id = title, platform = "netflix", device_id = phone }).ReadAsync(HttpStatusCode.Created);
        var hers = new Dictionary<string, string>
        {
            ["content_id"] = title,
            ["device_id"] = phone,
            ["session_id"] = session.Text("session_id"),
            ["target_device_id"] = await ada.AddDeviceAsync("Ada's television"),
            ["platform"] = "netflix",
            ["review_id"] = "9007199254740991",
        };
        var before = await StateOfAsync(ada);

        var walked = 0;
        foreach (var operation in document.Operations)
        {
            // One stranger for each, because some of these end their session or their account.
            using var ben = await Person.RegisterAsync(_gateway);
            using var request = SampleRequest.Of(document, operation, hers);
            using var answer = await ben.Client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(ada.Id, text, StringComparison.Ordinal);
            Assert.DoesNotContain(ada.Email, text, StringComparison.Ordinal);
            if (NamesWhatIsOwned(document, operation) || operation.Path.Contains("/admin/", StringComparison.Ordinal))
            {
                walked++;
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Conflict, $"{operation} answered a stranger {(int)answer.StatusCode}: {text}");
                // Only who wants to register a name that is taken may hear that it is.
                Assert.True(answer.StatusCode is not HttpStatusCode.Conflict || operation is { Method: "POST", Path: "/api/v1/devices" });
            }
        }

        Assert.True(walked >= 9, $"Only {walked} operations name what is somebody's.");
        Assert.Equal(before, await StateOfAsync(ada));
    }

    private static bool NamesWhatIsOwned(ApiDocument document, ApiOperation operation) =>
        operation.Parameters("path").Any(parameter => Owned.Contains(parameter.Text("name")))
        || (operation.Body is { } body && document.Schemas.Resolve(body.Schema) is var schema
            && schema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(name => Owned.Contains(name.GetString())));

    private static async Task<string> StateOfAsync(Person person)
    {
        var me = await person.Client.GetStringAsync("/api/v1/me");
        var devices = await person.Client.GetStringAsync("/api/v1/devices");
        var list = await person.Client.GetStringAsync("/api/v1/watchlist");
        return $"{me}\n{devices}\n{list}";
    }
}
