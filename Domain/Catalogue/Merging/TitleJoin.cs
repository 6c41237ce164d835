namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// Makes one title of two, and of that the two again. A merge forgets nothing: what each of the two was, and what its
/// sources have said since, is kept apart within it. A pair that was split is different from then on, whatever it looks like.
/// </summary>
public static class TitleJoin
{
    /// <summary>Makes one title of two: the one with the better known, then the lesser id takes the other in.</summary>
    /// <param name="first">A title.</param>
    /// <param name="second">Another one.</param>
    /// <param name="now">The time of the change.</param>
    /// <exception cref="ArgumentException">It is one title twice, or one has no canonical id.</exception>
    public static JoinedTitle Merge(Content first, Content second, DateTimeOffset now)
    {
        if (first.ContentId == second.ContentId) throw new ArgumentException($"{first.ContentId} cannot be merged into itself.", nameof(second));
        var (kept, absorbed) = IdOf(first) < IdOf(second) ? (first, second) : (second, first);
        var origin = TitleOrigin.Of(kept).Forgive(NamesOf(absorbed)).Absorb(TitleOrigin.Of(absorbed).Forgive(NamesOf(kept)));
        return new JoinedTitle(TitleView.Of(origin, now), absorbed.ContentId);
    }

    /// <summary>Takes a title out of the one that took it in; null where that is not known to have taken it in.</summary>
    /// <param name="content">The title as it is.</param>
    /// <param name="absorbedId">The canonical id of the one that it took in.</param>
    /// <param name="now">The time of the change.</param>
    public static SplitTitle? Split(Content content, string absorbedId, DateTimeOffset now)
    {
        if (TitleOrigin.Of(content).Split(absorbedId) is not { } split) return null;
        var (kept, restored) = (split.Kept, split.Restored);

        // No id leads to two titles: one that names a title is its own, and any other stays where it was.
        kept = kept.WithoutIds([NameOf(restored)]);
        restored = restored.WithoutIds([NameOf(kept), .. kept.Ids.Except([NameOf(restored)])]);
        return new SplitTitle(
            TitleView.Of(kept.Distinguish(restored.ContentId), now),
            TitleView.Of(restored.Distinguish(kept.ContentId), now));
    }

    /// <summary>Says of two titles that they are not the same, whatever they look like.</summary>
    public static (Content First, Content Second) Distinguish(Content first, Content second, DateTimeOffset now) => (
        TitleView.Of(TitleOrigin.Of(first).Distinguish(second.ContentId), now),
        TitleView.Of(TitleOrigin.Of(second).Distinguish(first.ContentId), now));

    /// <summary>Whether it was said of two titles that they are not the same.</summary>
    public static bool AreDifferent(Content first, Content second) => Tells(first, second) || Tells(second, first);

    private static bool Tells(Content title, Content other) =>
        title.Origin is { } origin && origin.All.SelectMany(part => part.Different ?? []).Any(NamesOf(other).Contains);

    private static List<string> NamesOf(Content content) => [content.ContentId, .. content.Aliases ?? []];

    private static KeyValuePair<string, string> NameOf(TitleOrigin origin) =>
        KeyValuePair.Create(origin.ContentId[..origin.ContentId.IndexOf(':')], origin.ContentId[(origin.ContentId.LastIndexOf(':') + 1)..]);

    private static ContentId IdOf(Content content) =>
        ContentId.TryParse(content.ContentId, out var id, out var reason) ? id : throw new ArgumentException(reason, nameof(content));
}

/// <summary>One title that was two.</summary>
/// <param name="Content">The title.</param>
/// <param name="AbsorbedId">The id of the one that was taken in.</param>
public sealed record JoinedTitle(Content Content, string AbsorbedId);

/// <summary>Two titles that were one.</summary>
/// <param name="Kept">The one that keeps the place.</param>
/// <param name="Restored">The one that has its place back.</param>
public sealed record SplitTitle(Content Kept, Content Restored);
