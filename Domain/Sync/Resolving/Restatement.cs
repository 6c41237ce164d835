using System.Collections.Immutable;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Domain.Sync.Resolving;

/// <summary>
/// A removal that the server says once more. What a remove cancelled before it arrived is dead on arrival; but a device
/// that began with a snapshot has not seen that remove, and would show what arrives. So the removal is logged again, just
/// in front of it: whoever follows the log has it by then, and for those who had it nothing changes.
/// </summary>
internal static class Restatement
{
    private const char Mark = '!';

    /// <summary>The removal that has cancelled an add before it arrived; none when nothing has.</summary>
    public static ImmutableArray<Effect> Before(UserState state, WatchlistAdd add) => state.Cancelled.Find(add.OpId) is { } cancellation
        ? [new Effect(new WatchlistRemove(add.ContentId, [add.OpId]) { OpId = add.OpId + Mark, Hlc = cancellation.Stamp.Hlc }, DeviceId: null)]
        : [];

    /// <summary>The removal of a play that came before the play; none when it was not removed.</summary>
    public static ImmutableArray<Effect> Before(UserState state, PlayAdd play) => state.PlayEntries.Find(play.PlayId)?.Removal is { } removal
        ? [new Effect(new PlayRemove(play.PlayId) { OpId = play.OpId + Mark, Hlc = removal.Hlc }, DeviceId: null)]
        : [];

    /// <summary>Whether an effect is one of these, and decides nothing.</summary>
    public static bool Is(Effect effect) => effect.DeviceId is null && effect.OpId[^1] == Mark;
}
