using System.Globalization;
using Xunit.Abstractions;

namespace MediaGateway.Tests.EndToEnd.Crashes;

/// <summary>
/// The real gateway and its PostgreSQL, killed in the middle of load and started again, round after round.
/// <c>CRASH_ROUNDS</c> sets how many there are.
/// </summary>
public sealed class CrashLoopTests(ITestOutputHelper output)
{
    private const int UsualRounds = 5;
    private const int BatchesPerRound = 20;

    [Fact]
    public async Task However_often_gateway_and_database_are_killed_nothing_acknowledged_is_lost_and_nothing_is_applied_twice()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("CRASH_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : UsualRounds;
        await using var gateway = await GatewayProcess.StartNewAsync();
        List<PersistentDevice> devices = [];
        for (var user = 0; user < 3; user++)
        {
            var person = await Person.RegisterAsync(gateway);
            var titles = await person.SomeTitlesAsync(10);
            for (var number = 0; number < 2; number++)
                devices.Add(new PersistentDevice(person, await person.AddDeviceAsync($"device {number}"), titles));
        }

        var hits = 0;
        for (var round = 0; round < rounds; round++)
        {
            hits += await KillUnderLoadAsync(gateway, devices, round) ? 1 : 0;
            await Task.WhenAll(devices.Select(device => device.FinishAsync()));
            await Task.WhenAll(devices.Select(device => device.CatchUpAsync()));
            Check(devices, round);
        }

        output.WriteLine($"{rounds} kills, {hits} of them with requests under way; {devices.Sum(device => device.Acknowledged.Count)} operations acknowledged, none lost, none twice.");
        Assert.True(hits > rounds / 2, $"Only {hits} of {rounds} kills hit a request.");
        devices.ForEach(device => device.Person.Dispose());
    }

    /// <summary>Kills the gateway, the database, or both, once enough was answered that more is under way.</summary>
    /// <returns>Whether a request was cut off or refused by it.</returns>
    private static async Task<bool> KillUnderLoadAsync(GatewayProcess gateway, List<PersistentDevice> devices, int round)
    {
        var before = devices.Sum(device => device.Interrupted);
        var target = devices.Sum(device => device.Answered) + 6 + (round % 17);
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(devices.Select(device => Task.Run(() => device.SendAsync(BatchesPerRound, stop.Token))));
        while (devices.Sum(device => device.Answered) < target && !load.IsCompleted)
            await Task.Yield();
        if (round % 3 == 1)
        {
            await gateway.KillDatabaseAsync();
            await gateway.WaitUntilReadyAsync();
        }
        else
        {
            await gateway.KillAsync(databaseToo: round % 3 == 2);
            await gateway.StartAsync();
        }

        await stop.CancelAsync();
        await load;
        return devices.Sum(device => device.Interrupted) > before;
    }

    private static void Check(List<PersistentDevice> devices, int round)
    {
        foreach (var users in devices.GroupBy(device => device.Person))
        {
            var log = users.First().Log;
            Assert.All(users, device => Assert.Equal(log, device.Log));
            Assert.Equal(Enumerable.Range(1, log.Count).Select(seq => (long)seq), log.Select(entry => entry.Seq));
            Assert.True(log.Select(entry => entry.OpId).Distinct().Count() == log.Count, $"Round {round}: an operation is in the log twice.");
            var lost = users.SelectMany(device => device.Acknowledged).Except(log.Select(entry => entry.OpId)).ToList();
            Assert.True(lost.Count == 0, $"Round {round}: acknowledged and lost: {string.Join(", ", lost)}.");
        }
    }
}
