using System.Net;
using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd.Crashes;

/// <summary>A device that sends batch after batch, sends each again until it is answered, and follows the log.</summary>
internal sealed class PersistentDevice(Person person, string id, IReadOnlyList<string> titles)
{
    private const int BatchSize = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(id.GetHashCode(StringComparison.Ordinal));
    private readonly List<string> _acknowledged = [];
    private readonly List<(long Seq, string OpId)> _log = [];
    private object[]? _batch;
    private int _made;

    /// <summary>The operations that were answered as done.</summary>
    public IReadOnlyList<string> Acknowledged => _acknowledged;

    /// <summary>The log as this device was sent it.</summary>
    public IReadOnlyList<(long Seq, string OpId)> Log => _log;

    /// <summary>Whose it is.</summary>
    public Person Person => person;

    /// <summary>How many batches were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>How many requests were cut off or refused: what shows that a kill hit something.</summary>
    public int Interrupted { get; private set; }

    /// <summary>Sends until it is told to stop, or has had so many batches answered.</summary>
    public async Task SendAsync(int mostBatches, CancellationToken stop)
    {
        for (var last = Answered + mostBatches; Answered < last && !stop.IsCancellationRequested;)
            await TrySendAsync();
    }

    /// <summary>Has what is under way answered.</summary>
    public async Task FinishAsync()
    {
        while (_batch is not null)
            await TrySendAsync();
    }

    /// <summary>Reads the log to its end.</summary>
    public async Task CatchUpAsync()
    {
        while (true)
        {
            var since = _log.Count == 0 ? 0 : _log[^1].Seq;
            var state = await person.Client.GetAsync($"/api/v1/sync/state?since={since}&limit=500").ReadAsync();
            Assert.Equal(JsonValueKind.Array, state.GetProperty("ops").ValueKind);
            _log.AddRange(state.Items("ops").Select(operation => (operation.GetProperty("seq").GetInt64(), operation.Text("op_id"))));
            if (!state.GetProperty("more").GetBoolean())
                return;
        }
    }

    private async Task TrySendAsync()
    {
        _batch ??= [.. Enumerable.Range(0, BatchSize).Select(_ => Operation())];
        try
        {
            using var answer = await person.Client.PostAsync("/api/v1/sync/ops", new { device_id = id, ops = _batch });
            if (answer.StatusCode is HttpStatusCode.OK)
            {
                Take(JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
                return;
            }

            Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests, $"{answer.StatusCode}");
        }
        catch (HttpRequestException)
        {
            // Cut off by the kill, or nobody listens yet: the same batch goes out again.
            Interrupted++;
            await Task.Delay(Pause, TimeProvider.System);
            return;
        }

        Interrupted++;
        await Task.Delay(Pause, TimeProvider.System);
    }

    private void Take(JsonElement answer)
    {
        foreach (var result in answer.Items("results"))
        {
            Assert.True(result.Text("status") is "applied" or "duplicate", result.ToString());
            _acknowledged.Add(result.Text("op_id"));
        }

        Answered++;
        _batch = null;
    }

    private object Operation()
    {
        var (opId, title) = ($"{id}-{++_made}", titles[_random.Next(titles.Count)]);
        var hlc = new { physical = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), logical = _made % 60_000, node_id = id };
        return _random.Next(3) switch
        {
            0 => new { op_id = opId, type = "watchlist_add", content_id = title, source = "manual", hlc },
            1 => new { op_id = opId, type = "watchlist_remove", content_id = title, hlc },
            _ => new { op_id = opId, type = "rating_set", content_id = title, rating = _made % 50 / 10m, hlc },
        };
    }
}
