using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>Keyed requests whose gateway is killed while they run, and which are sent again to the one that comes after it.</summary>
public sealed class RepeatAfterKillTests
{
    private const int OfEachKind = 12;
    private const int AtOnce = 4;

    [Fact]
    public async Task Whatever_moment_the_gateway_dies_at_each_request_has_one_effect_and_one_answer()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        foreach (var answersBeforeTheKill in (int[])[1, 4, 9, 14])
        {
            await KillAndRepeatAsync(gateway, answersBeforeTheKill);
        }
    }

    private static async Task KillAndRepeatAsync(GatewayProcess gateway, int answersBeforeTheKill)
    {
        using var ada = await Person.RegisterAsync(gateway);
        var requests = Requests(await ada.SomeTitlesAsync(OfEachKind));
        var answered = new ConcurrentDictionary<KeyedRequest, string>();
        var enough = new TaskCompletionSource();
        var load = Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (request, _) =>
        {
            try
            {
                answered[request] = await SendAsync(ada, request);
            }
            catch (HttpRequestException)
            {
                // Cut off by the kill: whether it had its effect is for its repeat to find out.
                return;
            }

            if (answered.Count >= answersBeforeTheKill)
            {
                enough.TrySetResult();
            }
        });
        await Task.WhenAny(enough.Task, load);
        await gateway.KillAsync(databaseToo: false);
        await load;
        Assert.True(answered.Count >= answersBeforeTheKill, $"{answered.Count} were answered");

        await gateway.StartAsync();
        foreach (var request in requests)
        {
            var repeated = await SendAsync(ada, request);
            Assert.Equal(answered.GetValueOrDefault(request, repeated), repeated);
            Assert.Equal(repeated, await SendAsync(ada, request));
        }

        Assert.Equal(OfEachKind, (await ada.Client.GetAsync("/api/v1/devices").ReadAsync()).GetProperty("total").GetInt32());
        // Every number of the log is one operation: none was made twice.
        Assert.Equal(OfEachKind, (await ada.Client.GetAsync("/api/v1/watchlist").ReadAsync()).GetProperty("seq").GetInt64());
    }

    private static KeyedRequest[] Requests(IReadOnlyList<string> titles) =>
    [
        .. titles.SelectMany((title, number) => (KeyedRequest[])
        [
            new("/api/v1/queue/add", Guid.NewGuid(), new { platform = title.Split(':')[0], content_id = title[(title.IndexOf(':', StringComparison.Ordinal) + 1)..] }, "added_at"),
            new("/api/v1/devices", Guid.NewGuid(), new { device_name = $"device {number}", device_type = "phone" }, "device_id"),
        ]),
    ];

    /// <summary>Sends a request, which must be told that it made something.</summary>
    /// <returns>What tells what it made from what another would have made.</returns>
    private static async Task<string> SendAsync(Person person, KeyedRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Path) { Content = JsonContent.Create(request.Body) };
        message.Headers.Add("Idempotency-Key", $"{request.Key}");
        return (await person.Client.SendAsync(message).ReadAsync(HttpStatusCode.Created)).Text(request.Mark);
    }

    private sealed record KeyedRequest(string Path, Guid Key, object Body, string Mark);
}
