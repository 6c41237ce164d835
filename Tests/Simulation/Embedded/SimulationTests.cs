using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// Histories of a quarter of an hour, each from a seed. <c>SIMULATION_HISTORIES</c> sets how many are run,
/// <c>SIMULATION_SEED</c> the first; a failure names its seed.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int UsualHistories = 150;

    [Fact]
    public void Whatever_happens_nothing_acknowledged_is_lost_nothing_removed_returns_and_all_devices_agree()
    {
        var (first, count) = (Setting("SIMULATION_SEED", 1), Setting("SIMULATION_HISTORIES", UsualHistories));
        var watch = Stopwatch.StartNew();
        var (steps, time) = (0L, TimeSpan.Zero);
        for (var seed = first; seed < first + count; seed++)
        {
            var outcome = Run(seed);
            (steps, time) = (steps + outcome.Steps, time + outcome.Time);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} histories from seed {first}: {count / seconds:F1} a second, {steps / seconds:F0} steps a second, {time.TotalSeconds / seconds:F0} times as fast as life."));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(77)]
    public void A_seed_gives_the_same_history_again(int seed) => Assert.Equal(Run(seed), Run(seed));

    [Fact]
    public void Another_seed_gives_another_history() => Assert.NotEqual(Run(1).Trace, Run(2).Trace);

    private static HistoryOutcome Run(int seed)
    {
        try
        {
            return History.Run(seed);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"Seed {seed}: {failure.Message}\nAgain: SIMULATION_SEED={seed} SIMULATION_HISTORIES=1 ./gateway test --filter Whatever_happens", failure);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
