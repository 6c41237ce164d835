using System.Net;
using System.Text.Json;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Sources;
using MediaGateway.Replay;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Tests.Integration.Storage;
using Npgsql;

namespace MediaGateway.Tests.Cluster;

/// <summary>What sources are sent by three silos together, as the sources count it.</summary>
[Collection(ClusterCollection.Name)]
public sealed class UpstreamLimitTests : IAsyncLifetime
{
    private const int Askers = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ClusterSecrets _secrets = new();
    private ReplayServer _sources = null!;

    public async Task InitializeAsync() => _sources = await ReplayServer.StartAsync();

    public async Task DisposeAsync() => await _sources.DisposeAsync();

    [Fact]
    public async Task A_days_units_are_spent_once_by_all_silos_also_when_the_one_that_counts_them_is_killed()
    {
        const int Searches = 20;
        await using var cluster = await StartAsync("youtube", "--Sources:youtube:DailyUnits", $"{100 * Searches}");
        await using var questions = await Questions.StartAsync(cluster, "youtube", Askers);
        await questions.UntilAsync(() => _sources.CountOf("youtube") >= Searches / 2);

        await KillCounterAsync(cluster, "youtube");

        await questions.UntilAsync(async () => await UnitsAsync(cluster) == 100 * Searches);
        var (spent, answered) = (_sources.CountOf("youtube"), questions.Answered);
        await questions.UntilAsync(() => questions.Answered > answered + 50);
        Assert.Equal(spent, _sources.CountOf("youtube"));
        // What the silo had written down as spent and did not come to send is lost for the day.
        Assert.InRange(spent, Searches - Askers, Searches);
    }

    [Fact]
    public async Task No_window_of_a_source_ever_holds_more_than_it_allows_also_when_the_silo_that_counts_is_killed()
    {
        const int Calls = 180;
        var length = TimeSpan.FromSeconds(30);
        await using var cluster = await StartAsync("spotify");
        await using var questions = await Questions.StartAsync(cluster, "spotify", Askers);
        await questions.UntilAsync(() => _sources.CountOf("spotify") >= Calls / 2);

        await KillCounterAsync(cluster, "spotify");

        var after = _sources.CountOf("spotify");
        await questions.UntilAsync(() => _sources.CountOf("spotify") >= after + Calls);
        var times = _sources.Requests("spotify").Select(request => request.At).ToArray();
        var fullest = times.Select((from, index) => times.Skip(index).TakeWhile(at => at - from < length).Count()).Max();
        Assert.InRange(fullest, Calls / 2, Calls);
    }

    [Fact]
    public async Task However_many_silos_want_an_answer_its_source_is_asked_once()
    {
        var database = await TestServer.CreateDatabaseAsync();
        await using var cluster = await StartOnAsync(database, "youtube", "--Frontend:Deadline", "00:00:20", "--Discovery:PlatformBudget", "00:00:10");
        // Slow enough that all of them ask while it is being fetched.
        _sources.Fail("youtube", new Failure(FailureMode.Slow) { Delay = TimeSpan.FromSeconds(1) });
        List<Person> people = [];
        for (var number = 0; number < 8; number++) people.Add(await Person.RegisterAsync(cluster.Frontends[number % 2]));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var found = await Task.WhenAll(people.Select(person => person.Client.GetAsync("/api/v1/discovery/search?q=trailer&platforms=youtube").ReadAsync()));
            Assert.All(found, page => Assert.Empty(page.Items("errors")));
            Assert.All(found, page => Assert.Equal(Titles(found[0]), Titles(page)));
            Assert.Equal(1, _sources.CountOf("youtube"));
        }

        // Nor when all silos have gone and come: what was answered is kept, a moment after it was answered.
        await UntilStoredAsync(database);
        foreach (var silo in cluster.Silos) await silo.KillAsync(databaseToo: false);
        await cluster.RestartEndedSilosAsync();
        await cluster.WaitUntilReadyAsync();
        await people[0].Client.GetAsync("/api/v1/discovery/search?q=trailer&platforms=youtube").ReadAsync();
        Assert.Equal(1, _sources.CountOf("youtube"));
        people.ForEach(person => person.Dispose());
    }

    private static string Titles(JsonElement page) => string.Join(' ', page.Items("results").Select(title => title.Text("content_id")).Order());

    private static async Task UntilStoredAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from grain_state where state_name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = KeptAnswer.StateName });
        await Eventually.UntilAsync(async () => (long)(await command.ExecuteScalarAsync())! > 0);
    }

    private async Task<RunningCluster> StartAsync(string source, params string[] settings) => await StartOnAsync(await TestServer.CreateDatabaseAsync(), source, settings);

    private Task<RunningCluster> StartOnAsync(string database, string source, params string[] settings) => RunningCluster.StartOnAsync(
        database,
        silos: 3,
        frontends: 2,
        "test",
        _secrets,
        [
            $"--Sources:{source}:Address", $"{_sources.AddressOf(source)}",
            $"--Sources:{source}:Keys:0", source is "spotify" ? "test-client:test-secret" : "test-key-of-nobody",
            "--Sources:spotify:TokenAddress", $"{_sources.AddressOf("spotify_accounts")}api/token",
            .. settings,
        ]);

    private static async Task KillCounterAsync(RunningCluster cluster, string source)
    {
        var silo = await cluster.FindSiloAsync(grains => grains.GetGrain<ISourceGrain>(source));
        await cluster.Silos[silo].KillAsync(databaseToo: false);
    }

    private async Task<int> UnitsAsync(RunningCluster cluster)
    {
        using var admin = cluster.Frontends[1].As(_secrets.AdminToken);
        using var answer = await admin.GetAsync("/api/v1/admin/sources");
        if (answer.StatusCode is not HttpStatusCode.OK) return 0;
        var sources = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Items("sources");
        return sources.Single(source => source.Text("source") == "youtube").Items("keys").Single().GetProperty("units_used").GetInt32();
    }

    /// <summary>People at all front ends, each of whom asks one new question after the other.</summary>
    private sealed class Questions : IAsyncDisposable
    {
        private readonly CancellationTokenSource _ended = new();
        private readonly List<Person> _people = [];
        private Task _asking = Task.CompletedTask;
        private int _asked;
        private int _answered;

        /// <summary>How many questions came back, with or without what the source says.</summary>
        public int Answered => Volatile.Read(ref _answered);

        public static async Task<Questions> StartAsync(RunningCluster cluster, string platform, int people)
        {
            var questions = new Questions();
            for (var person = 0; person < people; person++) questions._people.Add(await Person.RegisterAsync(cluster.Frontends[person % cluster.Frontends.Count]));
            questions._asking = Task.WhenAll(questions._people.Select(person => Task.Run(() => questions.AskAsync(person, platform))));
            return questions;
        }

        public Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

        public async Task UntilAsync(Func<Task<bool>> holds)
        {
            using var limit = new CancellationTokenSource(Patience);
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!await holds())
            {
                if (_asking.IsFaulted) await _asking;
                await pause.WaitForNextTickAsync(limit.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _ended.CancelAsync();
            await _asking;
            _people.ForEach(person => person.Dispose());
            _ended.Dispose();
        }

        private async Task AskAsync(Person person, string platform)
        {
            while (!_ended.IsCancellationRequested)
            {
                using var answer = await person.Client.GetAsync($"/api/v1/discovery/search?q=question {Interlocked.Increment(ref _asked)}&platforms={platform}");
                Assert.True(
                    answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
                    $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                Interlocked.Increment(ref _answered);
            }
        }
    }
}
