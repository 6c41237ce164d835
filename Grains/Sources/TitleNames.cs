using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces;

namespace MediaGateway.Grains.Sources;

/// <summary>The ids that a title is known by, for sources of which each knows some kinds only, and what it is where that is known.</summary>
internal sealed record TitleNames(IReadOnlyList<string> Ids, ContentType? Type)
{
    /// <summary>The names of a title of the catalogue.</summary>
    /// <param name="content">The title.</param>
    /// <param name="asked">The id by which it was asked for; null where there is no other.</param>
    public static TitleNames Of(Domain.Catalogue.Content content, string? asked = null) => new(
        [.. content.ExternalIds.Select(id => TitleIdentity.OutsideId(id.Key, id.Value, content.Type).Value).Prepend(content.ContentId).Prepend(asked ?? content.ContentId).Distinct()],
        content.Type);

    /// <summary>The names of titles as far as the catalogue knows them, in their order; of the others, and while it cannot be read, the one that was given.</summary>
    public static async Task<IReadOnlyList<TitleNames>> FindAsync(ICatalogueStore store, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, CatalogueRow> rows;
        try
        {
            rows = await store.FindAsync(ids, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            // Sources are asked all the same, by the name that there is.
            rows = new Dictionary<string, CatalogueRow>();
        }

        return [.. ids.Select(id => rows.TryGetValue(id, out var row) ? Of(ContentDocument.Read(row.Document.Span), id) : new TitleNames([id], null))];
    }

    /// <summary>The question in the words that the source knows best: by its own id, else by one that it can translate; null where it knows none of them.</summary>
    public SourceQuery? For(ISource source, SourceQuery query) => Ids
        .OrderByDescending(id => id.StartsWith($"{source.Terms.Id}:", StringComparison.Ordinal))
        .Select(id => query with { ContentId = id, Type = Type ?? query.Type })
        .FirstOrDefault(source.CanAnswer);
}
