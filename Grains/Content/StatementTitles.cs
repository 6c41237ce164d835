using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Content;

/// <summary>What becomes of the titles that a live source has named: read before they are written, and the same when they are.</summary>
internal static class StatementTitles
{
    /// <summary>
    /// The titles as the catalogue will have them once the statement is taken in, with what is in it now; nothing is written.
    /// What other sources say at the same time is not in them.
    /// </summary>
    public static async Task<IReadOnlyList<SourceTitle>> ForeseeAsync(ICatalogueStore store, SourceStatement statement, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (SourceRecord Record, TitleIdentity Identity)[] titles = [.. RecordsOf(statement, now).Select(record => (record, TitleIdentity.Of(record)))];
        try
        {
            var ids = titles.SelectMany(title => title.Identity.All).Select(id => id.Value).ToHashSet(StringComparer.Ordinal);
            var plan = new ImportPlan(await FindAsync(store, ids, cancellationToken), memory: null, now);
            Array.ForEach(titles, title => plan.Add(title.Record, title.Identity));
            return [.. titles.Select(title => ToTitle(plan.ContentOf(title.Identity), title.Record) with { IsKept = false })];
        }
        catch (StorageUnavailableException)
        {
            // Who takes the statement in finds the same, and says so.
            return Unkept(statement, now);
        }
    }

    /// <summary>The titles as the source alone has them, where the catalogue cannot be read.</summary>
    public static IReadOnlyList<SourceTitle> Unkept(SourceStatement statement, DateTimeOffset now) =>
        [.. statement.Titles.Select(record => ToTitle(ContentMerge.Create(TitleIdentity.Of(record).Canonical, record, now), record) with { IsKept = false })];

    /// <summary>What the statement says of the titles that it names, each with how far it goes and when it was said.</summary>
    public static IReadOnlyList<SourceRecord> RecordsOf(SourceStatement statement, DateTimeOffset now)
    {
        DateTimeOffset? saidAt = StatementAge.IsLimited(statement.Source) ? now : null;
        return [.. statement.Titles.Select(record => record with { SaidAt = saidAt }).Select(record => record.Availability.Count == 0 ? record : Scoped(record, statement))];
    }

    /// <summary>A record that replaces only what the statement is about.</summary>
    public static SourceRecord Scoped(SourceRecord record, SourceStatement statement)
    {
        if (statement is { Region: null, IsInPart: false }) return record;
        var scope = (record.OfferScope ?? new OfferScope { Platform = statement.Platform }) with { IsInPart = statement.IsInPart };
        if (statement.Region is not { } region) return record with { OfferScope = scope };
        var regions = record.Availability.Select(offer => offer.Region).Append(region).Distinct(StringComparer.Ordinal);
        return record with { OfferScope = scope with { Regions = [.. regions] } };
    }

    /// <summary>A title as it is answered.</summary>
    public static SourceTitle ToTitle(Domain.Catalogue.Content content, SourceRecord record) =>
        new(content.ContentId, PublicDocument.Write(content), record.Availability);

    /// <summary>The stored titles that these ids name, by the id that was asked for.</summary>
    public static async Task<Dictionary<string, StoredTitle>> FindAsync(ICatalogueStore store, HashSet<string> ids, CancellationToken cancellationToken)
    {
        var titles = new Dictionary<string, StoredTitle>(StringComparer.Ordinal);
        if (ids.Count == 0) return titles;
        var read = new Dictionary<string, StoredTitle>(StringComparer.Ordinal);
        foreach (var (id, row) in await store.FindAsync(ids, cancellationToken))
        {
            if (!read.TryGetValue(row.ContentId, out var title))
            {
                title = new StoredTitle(ContentDocument.Read(row.Document.Span), row.Version);
                read.Add(row.ContentId, title);
            }

            titles.Add(id, title);
        }

        return titles;
    }
}
