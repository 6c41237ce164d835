using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Grains.Platforms;

/// <summary>Which titles a source listed in one reading of a platform's catalogue, as far as it has come.</summary>
public sealed record CatalogueListing
{
    // What shrinks by more than half within hours is a fault of the source, until it has said so again and again.
    private const int LeastPart = 2;
    private const int DoubtsToBelieve = 2;

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The source; null before its first page.</summary>
    public string? Source { get; init; }

    /// <summary>The canonical ids of the titles.</summary>
    public IReadOnlyList<string> ContentIds { get; init; } = [];

    /// <summary>The kinds of offer that it told of: of others it says nothing.</summary>
    public IReadOnlyList<OfferKind> Kinds { get; init; } = [];

    /// <summary>How many entries could not be read.</summary>
    public int Unread { get; init; }

    /// <summary>When the oldest of its pages was answered; null before the first.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many readings since were not believed, because they had so few titles.</summary>
    public int Doubts { get; init; }

    /// <summary>The listing with one more page.</summary>
    public CatalogueListing With(PlatformAnswer page) => this with
    {
        Source = page.Source,
        ContentIds = [.. ContentIds.Union(page.Titles.Select(title => title.ContentId), StringComparer.Ordinal)],
        Kinds = [.. Kinds.Union(page.Titles.SelectMany(title => title.Offers).Where(offer => offer.Platform == page.Platform && offer.Region == Region).Select(offer => offer.Kind)).Order()],
        Unread = Unread + page.Unread,
        Since = Since < page.AnsweredAt ? Since : page.AnsweredAt,
    };

    /// <summary>What is to be kept of a whole listing, and which titles have vanished since the one before.</summary>
    /// <param name="before">The last one of the same source that was believed; null where there is none.</param>
    public (CatalogueListing Kept, IReadOnlyList<string> Vanished) Compare(CatalogueListing? before)
    {
        if (before is null) return (this, []);
        var isShrunken = ContentIds.Count * LeastPart < before.ContentIds.Count;
        if (Unread <= before.Unread && (!isShrunken || (ContentIds.Count > 0 && before.Doubts >= DoubtsToBelieve)))
        {
            return (this, [.. before.ContentIds.Except(ContentIds, StringComparer.Ordinal)]);
        }

        // What is missing now is looked for again in the next one.
        return (before with { ContentIds = [.. before.ContentIds.Union(ContentIds, StringComparer.Ordinal)], Doubts = isShrunken ? before.Doubts + 1 : 0 }, []);
    }
}
