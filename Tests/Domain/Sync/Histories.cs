using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Domain.Sync;

/// <summary>
/// Generated histories of effects, as wild as effects can be: few titles and few moments, so that they meet; removes that
/// name adds which come later; keys that are the same.
/// </summary>
internal static class Histories
{
    private static readonly string[] Titles = ["A", "B", "C", "D"];
    private static readonly string[] Nodes = ["m", "n", "o"];
    private static readonly string[] Keys = ["n0", "n1", "n1V", "n2", "mz"];

    /// <summary>Up to 60 effects with ids and numbers of their own.</summary>
    public static Arbitrary<Effect[]> Effects { get; } = Arb.From(
        from count in Gen.Choose(0, 60)
         from effects in Gen.CollectToArray(Enumerable.Range(0, count), EffectOf)
         select effects,
        Shrink);

    /// <summary>An order to bring them in, and how often each comes.</summary>
    public static Gen<Effect[]> Shuffled(IEnumerable<Effect> effects) => Gen.Shuffle([.. effects]);

    /// <summary>Everything that can be read of a state, as one text: equal for states that are the same to everyone.</summary>
    public static string Show(UserState state)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(StateJson.Encode(state)));
        foreach (var item in state.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{item.ContentId} {item.OrderKey} {item.AddedAt:O} {item.Source} {string.Join(',', item.Adds)}");
        }
        text.AppendJoin(' ', state.Removed.Select(item => item.ContentId)).AppendLine();
        text.AppendJoin(' ', state.Positions).AppendJoin(' ', state.Ratings).AppendJoin(' ', state.Preferences).AppendJoin(' ', state.Plays);
        return text.ToString();
    }

    private static IEnumerable<Effect[]> Shrink(Effect[] effects) =>
        Enumerable.Range(0, effects.Length).Select(left => effects.Where((_, index) => index != left).ToArray());

    private static Gen<Effect> EffectOf(int index) =>
        from type in Gen.Choose(0, 12)
        from title in Gen.Elements(Titles)
        from other in Gen.Elements(Titles)
        from physical in Gen.Choose(0, 5)
        from logical in Gen.Choose(0, 1)
        from node in Gen.Elements(Nodes)
        from key in Gen.Elements(Keys)
        from number in Gen.Choose(0, 50)
        from observed in Gen.ListOf(Gen.Choose(0, 60), 3)
        let hlc = new HlcTimestamp(Device.Noon + physical, logical, node)
        let opId = IdOf(index)
        select new Effect(
            OperationOf(type, title, other, number, [.. observed.Select(IdOf).Distinct().Order(StringComparer.Ordinal)], opId, hlc),
            node,
            type is <= 2 or (>= 6 and <= 7) ? key : null,
            index + 1);

    private static Operation OperationOf(int type, string title, string other, int number, ImmutableArray<string> observed, string opId, HlcTimestamp hlc) => type switch
    {
        <= 3 => new WatchlistAdd(title, (WatchlistSource)(number % 3), Placement.Unstated) { OpId = opId, Hlc = hlc },
        <= 5 => new WatchlistRemove(title, observed) { OpId = opId, Hlc = hlc },
        <= 7 => new WatchlistMove(title, Placement.First) { OpId = opId, Hlc = hlc },
        8 => new PositionSet(title, number, number % 2 == 0 ? 100 : null) { OpId = opId, Hlc = hlc },
        9 => new RatingSet(title, number % 5 == 0 ? null : number) { OpId = opId, Hlc = hlc },
        10 when number < 5 => new PreferenceSet("k", PreferenceSet.Unset) { OpId = opId, Hlc = hlc },
        10 => new PreferenceSet("k", number.ToString(CultureInfo.InvariantCulture)) { OpId = opId, Hlc = hlc },
        11 when number < 10 => new PlayRemove(other) { OpId = opId, Hlc = hlc },
        11 => new PlayAdd(other, title, DateTimeOffset.FromUnixTimeMilliseconds(Device.Noon + number), number % 2 == 0, null) { OpId = opId, Hlc = hlc },
        _ => new ContentAlias(title, title == other ? "E" : other, number % 3 == 0) { OpId = opId, Hlc = hlc },
    };

    private static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"o{index:D2}");
}
