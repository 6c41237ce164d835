using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using MediaGateway.Tests.EndToEnd;

namespace MediaGateway.Tests.Cluster;

/// <summary>
/// Users who write one operation after the other. What is not acknowledged is sent again with the same id, as a device
/// would, so that in the end each operation must be in the log exactly once.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _ended = new();
    private readonly List<Writer> _writers = [];
    private Task _running = Task.CompletedTask;

    /// <summary>Answers other than success, with how often each came.</summary>
    public ConcurrentDictionary<HttpStatusCode, int> Failures { get; } = new();

    /// <summary>The longest time that any user went without an acknowledgement.</summary>
    public TimeSpan LongestOutage => _writers.Max(writer => writer.LongestOutage);

    /// <summary>How many operations were acknowledged.</summary>
    public int Acknowledged => _writers.Sum(writer => writer.Acknowledged);

    /// <summary>Starts so many users, spread over the front ends.</summary>
    public static async Task<Load> StartAsync(IReadOnlyList<GatewayProcess> frontends, int users)
    {
        var load = new Load();
        for (var user = 0; user < users; user++)
        {
            var person = await Person.RegisterAsync(frontends[user % frontends.Count]);
            load._writers.Add(new Writer(load, person, await person.AddDeviceAsync("writer")));
        }

        load._running = Task.WhenAll(load._writers.Select(writer => Task.Run(() => writer.RunAsync(load._ended.Token))));
        return load;
    }

    /// <summary>Waits until every user has had so many acknowledgements more.</summary>
    public async Task WaitForAcknowledgementsAsync(int more)
    {
        var goals = _writers.Select(writer => (Writer: writer, Goal: writer.Acknowledged + more)).ToArray();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (goals.Any(goal => goal.Writer.Acknowledged < goal.Goal))
        {
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Ends the load and compares every user's log with what was acknowledged.</summary>
    public async Task EndAndCompareAsync()
    {
        await _ended.CancelAsync();
        await _running;
        foreach (var writer in _writers) await writer.CompareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _running;
        _ended.Dispose();
        foreach (var writer in _writers) writer.Dispose();
    }

    private sealed class Writer(Load load, Person person, string deviceId) : IDisposable
    {
        private const int MostAtOnce = 500;

        private readonly List<object> _operations = [];
        private int _acknowledged;

        public int Acknowledged => Volatile.Read(ref _acknowledged);

        public TimeSpan LongestOutage { get; private set; }

        public async Task RunAsync(CancellationToken ended)
        {
            var lastSuccess = Stopwatch.GetTimestamp();
            while (!ended.IsCancellationRequested)
            {
                var status = await SendAsync(_acknowledged);
                if (status is HttpStatusCode.OK)
                {
                    var outage = Stopwatch.GetElapsedTime(lastSuccess);
                    if (outage > LongestOutage) LongestOutage = outage;
                    lastSuccess = Stopwatch.GetTimestamp();
                    Interlocked.Increment(ref _acknowledged);
                }
                else
                {
                    load.Failures.AddOrUpdate(status, 1, static (_, count) => count + 1);
                }

                await Task.Delay(status is HttpStatusCode.OK ? Pause : PauseAfterFailure, TimeProvider.System, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        /// <summary>
        /// Sends everything that was acknowledged once more: all of it must be known. The log has one number for each operation
        /// and one more at most, for the last, whose answer nobody waited for.
        /// </summary>
        public async Task CompareAsync()
        {
            var before = await person.Client.GetAsync("/api/v1/sync/state").ReadAsync();
            Assert.InRange(before.GetProperty("seq").GetInt64(), _acknowledged, _acknowledged + 1);
            foreach (var batch in _operations.Take(_acknowledged).Chunk(MostAtOnce))
            {
                var answer = await person.Client.PostAsync("/api/v1/sync/ops", new { device_id = deviceId, ops = batch }).ReadAsync();
                Assert.All(answer.Items("results"), result => Assert.Equal("duplicate", result.Text("status")));
                Assert.Equal(before.GetProperty("seq").GetInt64(), answer.GetProperty("seq").GetInt64());
            }
        }

        public void Dispose() => person.Dispose();

        private async Task<HttpStatusCode> SendAsync(int number)
        {
            if (_operations.Count == number) _operations.Add(Next(number));
            using var answer = await person.Client.PostAsync("/api/v1/sync/ops", new { device_id = deviceId, ops = new[] { _operations[number] } });
            if (answer.StatusCode is not HttpStatusCode.OK) return answer.StatusCode;
            var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Contains(body.Items("results").Single().Text("status"), (string[])["applied", "duplicate"]);
            return answer.StatusCode;
        }

        private object Next(int number) => new
        {
            op_id = $"op-{number}",
            type = "preference_set",
            key = "counter",
            value = number,
            hlc = new { physical = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), logical = 0, node_id = deviceId },
        };
    }
}
