using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;
using MediaGateway.Tests.Simulation;
using Npgsql;

namespace MediaGateway.Tests.Cluster.Sync;

/// <summary>
/// What the simulation does with one silo under virtual time, done with three silos and two front ends that are processes:
/// the same devices with the same wrong clocks, the same network that loses, repeats and delays, and the same invariants.
/// </summary>
internal sealed class ClusterHistory : IAsyncDisposable
{
    private const int Users = 4;
    private const int TimesEach = 1;
    private const int MostRounds = 200;
    private const int MostErrors = 10;

    // Small, so that a minute sees many snapshots, compactions and devices that fell too far behind.
    private static readonly string[] Settings =
    [
        "--Users:SnapshotEvery", "10", "--Users:KeptEntries", "5", "--Users:MostHeldBackEntries", "60", "--Users:VerifyEvery", "00:00:01",
        "--Live:RenewEvery", "00:00:05",
    ];

    private readonly int _seed;
    private readonly RealSurroundings _world;
    private readonly RunningCluster _cluster;
    private readonly RecordedLog _log;
    private readonly NpgsqlDataSource _database;
    private readonly Troubles _troubles;
    private readonly SimulatedNetwork _network;
    private readonly List<Member> _members = [];
    private readonly Dictionary<string, HttpClient[]> _clients = new(StringComparer.Ordinal);

    private ClusterHistory(int seed, RunningCluster cluster, RecordedLog log, NpgsqlDataSource database)
    {
        (_seed, _world, _cluster, _log, _database) = (seed, new RealSurroundings(seed), cluster, log, database);
        _troubles = new Troubles(cluster, new RealSurroundings(seed), database);
        _network = new SimulatedNetwork(_world, Route, () => _troubles.IsDivided)
        {
            Patience = TimeSpan.FromSeconds(1.5),
            Losses = _world.OneOf([0, 0.02, 0.2]),
            Repeats = _world.OneOf([0, 0.05, 0.3]),
        };
    }

    /// <summary>What came of it, in a line.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>What was done to the silos.</summary>
    public string Story => string.Join(", ", _troubles.Story);

    /// <summary>What the front ends have logged as errors, the first of them.</summary>
    public string Errors => string.Join('\n', _cluster.Frontends.SelectMany(frontend => frontend.Output.Split('\n')).Where(line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal)).Take(MostErrors));

    /// <summary>Starts a cluster and registers everybody.</summary>
    public static async Task<ClusterHistory> StartAsync(int seed)
    {
        var database = await TestServer.CreateDatabaseAsync();
        var secrets = new ClusterSecrets();
        var cluster = await RunningCluster.StartOnAsync(database, silos: 3, frontends: 2, "test", secrets, Settings);
        var history = new ClusterHistory(seed, cluster, await RecordedLog.BeginAsync(database), NpgsqlDataSource.Create(database));
        try
        {
            await history.KnowTitlesAsync(secrets);
            for (var user = 0; user < Users; user++) history._members.Add(await history.RegisterAsync(user));
            return history;
        }
        catch
        {
            await history.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets everybody live while silos go and come, and holds what is against what must be.</summary>
    /// <exception cref="InvariantException">Something happened that must never happen.</exception>
    public async Task RunAsync()
    {
        await Task.WhenAll([
            .. _members.SelectMany(member => member.Devices).Select(device => Task.Run(() => device.LiveAsync(() => _troubles.AreOver))),
            _troubles.MakeAsync(TimesEach)]);
        await HealAsync();
        await Task.WhenAll(_members.Select(CheckAsync));
        if (_network.Faults.FirstOrDefault() is { } fault) throw new InvariantException($"A repeated request was answered: {fault}");
        var devices = _members.SelectMany(member => member.Devices).ToList();
        Outcome = $"Seed {_seed}: {devices.Count} devices, {devices.Sum(device => device.Acknowledged.Count)} operations acknowledged; {Story}; followers had to ask {_members.Sum(member => member.Follower.Gaps)} times.";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members) await member.DisposeAsync();
        await _log.DisposeAsync();
        await _database.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private async Task KnowTitlesAsync(ClusterSecrets secrets)
    {
        using var admin = _cluster.Frontends[0].As(secrets.AdminToken);
        var lines = Enumerable.Range(1, SimulatedCatalogue.Titles).Select(number => $$"""{"title":"Title {{number}}","imdb_id":"{{SimulatedCatalogue.Title(number)["imdb:".Length..]}}","year":{{2000 + number}}}""");
        using var body = new StringContent(string.Join('\n', lines), new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-ndjson"));
        var report = await admin.PostAsync("/api/v1/admin/catalogue/import?source=test", body).ReadAsync();
        Assert.Equal(SimulatedCatalogue.Titles, report.GetProperty("created").GetInt32());
    }

    private async Task<Member> RegisterAsync(int user)
    {
        var person = await Person.RegisterAsync(_cluster.Frontends[user % _cluster.Frontends.Count]);
        var clients = _cluster.Frontends.Select(frontend => frontend.As(person.Token)).ToArray();
        List<SimulatedDevice> devices = [];
        for (var number = _world.Random.Next(2, 5); number > 0; number--)
        {
            var skew = _world.OneOf([TimeSpan.Zero, TimeSpan.FromSeconds(-40), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(-50), TimeSpan.FromHours(9)]);
            devices.Add(new SimulatedDevice(new RealSurroundings(_seed + (100 * user) + number), _network, person.Id, await person.AddDeviceAsync($"device {number}"), skew));
        }

        var listening = await person.AddDeviceAsync("listening");
        var node = await NodeClient.StartDeviceAsync(_cluster.Frontends[(user + 1) % _cluster.Frontends.Count], person, listening);
        var follower = new LiveFollower(new SimulatedDevice(_world, _network, person.Id, listening, TimeSpan.Zero), node);
        var member = new Member(person, clients, devices, follower);
        _clients[person.Id] = clients;
        await follower.StartAsync();
        return member;
    }

    private FrontendContact Route(string userId) => new(_world.OneOf(_clients[userId]));

    private async Task HealAsync()
    {
        (_network.Losses, _network.Repeats) = (0, 0);
        await _cluster.WaitUntilReadyAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        // What is still on its way arrives first.
        while (_network.UnderWay > 0 || _troubles.IsDivided) await pause.WaitForNextTickAsync(limit.Token);
    }

    private async Task CheckAsync(Member member)
    {
        for (var round = 0; round < MostRounds && !member.Devices.TrueForAll(device => device.IsDrained); round++) await member.SyncAsync();
        await member.SyncAsync();
        var log = await _log.ReadAsync(member.Person.Id);
        await member.Follower.HearUpToAsync(log.Count);
        Invariants.Check(log, await member.Person.WatchlistAsync(), [.. member.Devices, member.Follower.Device]);
    }

    private sealed record Member(Person Person, HttpClient[] Clients, List<SimulatedDevice> Devices, LiveFollower Follower) : IAsyncDisposable
    {
        public async Task SyncAsync()
        {
            foreach (var device in Devices) await device.SyncAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Follower.DisposeAsync();
            foreach (var client in Clients) client.Dispose();
            Person.Dispose();
        }
    }
}
