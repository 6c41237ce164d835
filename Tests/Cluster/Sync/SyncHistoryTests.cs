using System.Globalization;
using Xunit.Abstractions;

namespace MediaGateway.Tests.Cluster.Sync;

/// <summary>
/// Histories of a cluster of three silos, each from a seed. <c>CLUSTER_HISTORIES</c> sets how many are run,
/// <c>CLUSTER_SEED</c> the first; a failure names its seed.
/// </summary>
[Collection(ClusterCollection.Name)]
public sealed class SyncHistoryTests(ITestOutputHelper output)
{
    private const int UsualHistories = 1;

    [Fact]
    public async Task Whatever_happens_to_three_silos_nothing_acknowledged_is_lost_nothing_removed_returns_and_all_devices_agree()
    {
        var (first, count) = (Setting("CLUSTER_SEED", 1), Setting("CLUSTER_HISTORIES", UsualHistories));
        for (var seed = first; seed < first + count; seed++) await RunAsync(seed);
    }

    private async Task RunAsync(int seed)
    {
        await using var history = await ClusterHistory.StartAsync(seed);
        try
        {
            await history.RunAsync();
            output.WriteLine(history.Outcome);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"Seed {seed} ({history.Story}): {failure.Message}\n{history.Errors}\nAgain: CLUSTER_SEED={seed} CLUSTER_HISTORIES=1 ./gateway test --cluster --filter Whatever_happens_to_three_silos", failure);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
