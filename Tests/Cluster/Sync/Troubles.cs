using Npgsql;

namespace MediaGateway.Tests.Cluster.Sync;

/// <summary>What happens to the silos of a cluster, one thing after the other, in an order that the seed decides.</summary>
internal sealed class Troubles(RunningCluster cluster, RealSurroundings world, NpgsqlDataSource database)
{
    /// <summary>How long a silo that was paused, and goes on, may answer with what it knew before.</summary>
    private static readonly TimeSpan MostStale = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> _story = [];
    private long _unitedAt = long.MinValue;
    private volatile bool _isPaused;

    /// <summary>Whether two silos may believe to have the same user.</summary>
    public bool IsDivided => _isPaused || (Volatile.Read(ref _unitedAt) is var united and not long.MinValue && world.Time.GetElapsedTime(united) < MostStale);

    /// <summary>Whether all of it is over.</summary>
    public bool AreOver { get; private set; }

    /// <summary>What was done, to be said with a failure.</summary>
    public IReadOnlyList<string> Story => _story;

    /// <summary>Does everything that there is to do, each of it so many times.</summary>
    public async Task MakeAsync(int times)
    {
        try
        {
            var kinds = Enumerable.Range(0, times).SelectMany(_ => Enum.GetValues<Trouble>()).ToArray();
            world.Random.Shuffle(kinds);
            foreach (var kind in kinds)
            {
                await world.DelayAsync(20, 100);
                var silo = world.Random.Next(cluster.Silos.Count);
                _story.Add($"{kind} of silo {silo}");
                await MakeAsync(kind, silo);
                await cluster.RestartEndedSilosAsync();
            }
        }
        finally
        {
            AreOver = true;
        }
    }

    private async Task MakeAsync(Trouble kind, int silo)
    {
        var process = cluster.Silos[silo];
        switch (kind)
        {
            case Trouble.Kill:
                await process.KillAsync(databaseToo: false);
                await world.DelayAsync(0, 100);
                break;
            case Trouble.KillOfTwo:
                await Task.WhenAll(process.KillAsync(databaseToo: false), cluster.Silos[(silo + 1) % cluster.Silos.Count].KillAsync(databaseToo: false));
                break;
            case Trouble.Stop:
                Assert.Equal(0, await process.TerminateAsync());
                break;
            case Trouble.ShortPause or Trouble.LongPause:
                _isPaused = true;
                process.Pause();
                await (kind is Trouble.ShortPause ? world.DelayAsync(10, 60) : world.DelayAsync(200, 300));
                process.Continue();
                await WaitForVerdictAsync(silo, world.Time.GetUtcNow());
                Volatile.Write(ref _unitedAt, world.Time.GetTimestamp());
                _isPaused = false;
                break;
        }
    }

    /// <summary>Waits until a silo that goes on has found out whether it still is of the cluster: it says that it lives, or ends.</summary>
    private async Task WaitForVerdictAsync(int silo, DateTimeOffset since)
    {
        await using var alive = database.CreateCommand("select count(*) from orleans_silo where port = $1 and status = 3 and i_am_alive_time > $2");
        alive.Parameters.AddWithValue(cluster.SiloPort(silo));
        alive.Parameters.AddWithValue(since.UtcDateTime);
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (cluster.Silos[silo].IsRunning && (long)(await alive.ExecuteScalarAsync(limit.Token))! == 0) await pause.WaitForNextTickAsync(limit.Token);
    }

    private enum Trouble
    {
        Kill,
        KillOfTwo,
        Stop,
        ShortPause,
        LongPause,
    }
}
