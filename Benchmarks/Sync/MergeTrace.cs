using System.Globalization;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Resolving;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Time;

namespace MediaGateway.Benchmarks.Sync;

/// <summary>A user's life in operations, the same in each run: adds, moves, removes and positions of three devices.</summary>
internal static class MergeTrace
{
    private const long Start = 1_780_315_200_000;
    private static readonly string[] Devices = ["0197a000-0000-7000-8000-00000000000a", "0197a000-0000-7000-8000-00000000000b", "0197a000-0000-7000-8000-00000000000c"];

    /// <summary>The effects of about <paramref name="count"/> operations, resolved and merged one by one.</summary>
    public static List<Effect> Make(int count)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(Start + count);
        var state = UserState.Empty;
        var effects = new List<Effect>(count);
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            var operation = OperationAt(i, random);
            var resolution = IntentResolver.Resolve(state, operation, new ResolveContext(now, operation.Hlc.NodeId, id => id));
            foreach (var effect in resolution.Effects)
            {
                effects.Add(effect with { Seq = effects.Count + 1 });
                state = state.Apply(effects[^1]);
            }
        }
        return effects;
    }

    private static Operation OperationAt(int index, Random random)
    {
        var device = Devices[random.Next(Devices.Length)];
        var opId = string.Create(CultureInfo.InvariantCulture, $"0197a000-0000-7000-9000-{index:x12}");
        var hlc = new HlcTimestamp(Start + index, 0, device);
        var title = Title(random.Next(Math.Max(1, index / 2)));
        return random.Next(100) switch
        {
            < 50 => new WatchlistAdd(Title(index), WatchlistSource.Manual, Placement.Unstated) { OpId = opId, Hlc = hlc },
            < 65 => new WatchlistMove(title, Placement.First) { OpId = opId, Hlc = hlc },
            < 75 => new WatchlistRemove(title, null) { OpId = opId, Hlc = hlc },
            _ => new PositionSet(title, random.Next(5_400_000), 5_400_000) { OpId = opId, Hlc = hlc },
        };
    }

    private static string Title(int index) => string.Create(CultureInfo.InvariantCulture, $"imdb:tt{index:D7}");
}
