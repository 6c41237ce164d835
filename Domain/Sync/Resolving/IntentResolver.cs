using System.Collections.Immutable;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Domain.Sync.Resolving;

/// <summary>
/// Turns an intent into its effect, once, against what the server has seen: content ids become canonical, a remove names
/// what it cancels, a place in the list becomes an order key.
/// </summary>
/// <remarks>
/// Whether an operation id was used before is not asked here: that is in the journal's index, and a repeat must be found
/// there before it gets here. A clock may take in the stamp only of what was not refused.
/// </remarks>
public static class IntentResolver
{
    /// <summary>Resolves one operation.</summary>
    public static Resolution Resolve(UserState state, Operation intent, ResolveContext context)
    {
        if (ClockRules.Check(intent.Hlc, context.Now) is { } refusal)
        {
            return Resolution.Refused(refusal);
        }
        return intent switch
        {
            WatchlistAdd add => WithTitle(state, context, add.ContentId, id => Restated(ResolveAdd(state, add with { ContentId = id }, context), Restatement.Before(state, add with { ContentId = id }))),
            WatchlistRemove remove => ResolveRemove(state, remove, context),
            WatchlistMove move => ResolveMove(state, move, context),
            PositionSet position => WithTitle(state, context, position.ContentId, id => ResolvePosition(position with { ContentId = id }, context)),
            PlayAdd play => WithTitle(state, context, play.ContentId, id => Restated(Plain(play with { ContentId = id }, context), Restatement.Before(state, play))),
            RatingSet rating => WithTitle(state, context, rating.ContentId, id => Plain(rating with { ContentId = id }, context)),
            ContentAlias { From: var from, To: var to } when string.Equals(from, to) =>
                Resolution.Refused(OperationRefusal.InvalidField("to", "must be another id than from")),
            _ => Plain(intent, context),
        };
    }

    private static Resolution Plain(Operation operation, ResolveContext context) => Resolution.Of(new Effect(operation, context.DeviceId));

    private static Resolution Restated(Resolution resolution, ImmutableArray<Effect> removal) =>
        resolution.Refusal is null && removal.Length > 0 ? Resolution.Of([.. removal, .. resolution.Effects]) : resolution;

    private static Resolution WithTitle(UserState state, ResolveContext context, string contentId, Func<string, Resolution> resolve)
    {
        // A title that has left the catalogue can still be watched and rated by those who have it.
        if (context.FindCanonicalId(contentId) is null && !state.Knows(contentId))
        {
            return Resolution.Refused(OperationRefusal.UnknownContent(contentId));
        }
        return resolve(IdOf(state, context, contentId));
    }

    private static string IdOf(UserState state, ResolveContext context, string contentId) =>
        state.Resolve(context.FindCanonicalId(contentId) ?? contentId);

    private static Resolution ResolvePosition(PositionSet position, ResolveContext context) => position.PositionMs > position.DurationMs
        ? Resolution.Refused(OperationRefusal.InvalidField("position_ms", "must not be beyond duration_ms"))
        : Plain(position, context);

    private static Resolution ResolveRemove(UserState state, WatchlistRemove remove, ResolveContext context)
    {
        var contentId = IdOf(state, context, remove.ContentId);
        ImmutableArray<string> observed = remove.Observed is { } named
            ? [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [.. state.View(contentId).Live.Select(add => add.OpId).Order(StringComparer.Ordinal)];
        return Plain(remove with { ContentId = contentId, Observed = observed }, context);
    }

    private static Resolution ResolveAdd(UserState state, WatchlistAdd add, ResolveContext context)
    {
        var view = state.View(add.ContentId);
        if (add.Placement.Kind == PlacementKind.Unstated && view.IsOnList)
        {
            // An id that joined the title by an alias gets the title's place, should the alias be taken back.
            var hasPlace = state.Entries.Find(add.ContentId)?.Place is not null;
            return Resolution.Of(new Effect(add, context.DeviceId, hasPlace ? null : view.Place?.Key));
        }
        return Placed(state, view, add, Anchored(state, add.Placement, context), placement => add with { Placement = placement }, context);
    }

    private static Resolution ResolveMove(UserState state, WatchlistMove move, ResolveContext context)
    {
        var contentId = IdOf(state, context, move.ContentId);
        var view = state.View(contentId);
        if (!view.IsOnList)
        {
            return Resolution.Refused(new OperationRefusal(RefusalCodes.NotInWatchlist, $"'{move.ContentId}' is not on the list"));
        }
        if (move.Placement.Kind == PlacementKind.Unstated)
        {
            return Resolution.Refused(OperationRefusal.InvalidField("after", "is missing"));
        }
        return Placed(state, view, move, Anchored(state, move.Placement, context), placement => move with { ContentId = contentId, Placement = placement }, context);
    }

    private static Placement Anchored(UserState state, Placement placement, ResolveContext context) =>
        placement.Anchor is { } anchor ? Placement.After(IdOf(state, context, anchor)) : placement;

    private static Resolution Placed(UserState state, TitleView view, Operation intent, Placement placement, Func<Placement, Operation> resolve, ResolveContext context)
    {
        if (placement.Anchor is { } anchor && (string.Equals(anchor, view.ContentId) || state.View(anchor).At is null))
        {
            var reason = string.Equals(anchor, view.ContentId) ? "a title cannot come after itself" : $"'{anchor}' was never on the list, or that is no longer remembered";
            return Resolution.Refused(new OperationRefusal(RefusalCodes.InvalidAnchor, reason));
        }
        if (view.Place is { } newer && newer.Stamp > intent.Stamp)
        {
            // A later write has placed it already; this one says so, for devices that follow the keys in log order.
            return Resolution.Of(new Effect(resolve(placement), context.DeviceId, newer.Key));
        }
        var (key, respaced) = Placing.KeyFor(state, view.ContentId, placement);
        return Resolution.Of([.. respaced, new Effect(resolve(placement), context.DeviceId, key)]);
    }
}
