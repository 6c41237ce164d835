using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Discovery;

/// <summary>What the index takes of a content object.</summary>
public static class IndexedContent
{
    /// <summary>The title as the index takes it in.</summary>
    public static IndexedTitle Of(Content content) => new()
    {
        ContentId = content.ContentId,
        OutsideIds = OutsideIdsOf(content),
        Absorbed = content.Aliases ?? [],
        Title = content.Title,
        OriginalTitle = content.OriginalTitle,
        Type = content.Type,
        Year = content.Year,
        Genres = content.Genres,
        Keywords = content.Keywords,
        Cast = content.Artist is null ? content.Cast : [content.Artist, .. content.Cast],
        Directors = content.Directors,
        Overview = content.Overview,
        Offers = [.. content.Availability.Select(offer => new TitleOffer(offer.Platform, offer.Region))],
        Votes = content.Ratings.Max(rating => (long?)rating.Votes) ?? 0,
        Document = PublicDocument.Write(content),
    };

    private static List<string> OutsideIdsOf(Content content)
    {
        var ids = new List<string>();
        foreach (var (scheme, local) in content.ExternalIds)
        {
            var id = Catalogue.Import.TitleIdentity.OutsideId(scheme, local, content.Type).Value;
            if (id != content.ContentId) ids.Add(id);
        }

        if (content.Aliases is { } aliases) ids.AddRange(aliases);
        return ids;
    }
}
