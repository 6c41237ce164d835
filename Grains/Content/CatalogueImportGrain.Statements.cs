using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content;

/// <summary>The part that takes in what live sources say.</summary>
public sealed partial class CatalogueImportGrain
{
    private readonly List<PendingStatement> _pending = [];
    private Task _taking = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceTitle>> TakeAsync(SourceStatement statement, CancellationToken cancellationToken)
    {
        var pending = new PendingStatement(statement);
        _pending.Add(pending);
        if (_taking.IsCompleted) _taking = TakePendingAsync();
        return pending.Titles.Task.WaitAsync(cancellationToken);
    }

    /// <summary>What arrives while one commit is under way shares the next: platforms that are searched together answer together.</summary>
    private async Task TakePendingAsync()
    {
        while (_pending.Count > 0)
        {
            List<PendingStatement> group = [.. _pending];
            _pending.Clear();
            try
            {
                foreach (var pending in group) pending.Records = await RecordsOfAsync(pending.Statement, CancellationToken.None);
                await TakeAsync(group);
            }
            catch (StorageUnavailableException failure)
            {
                LogNotTaken(logger, group[0].Statement.Source, failure.Message);
                var now = time.GetUtcNow();
                group.ForEach(pending => pending.Titles.TrySetResult(
                    [.. pending.Statement.Titles.Select(record => ToTitle(ContentMerge.Create(TitleIdentity.Of(record).Canonical, record, now), record) with { IsKept = false })]));
            }
            catch (Exception fault)
            {
                group.ForEach(pending => pending.Titles.TrySetException(fault));
            }
        }
    }

    private async Task TakeAsync(List<PendingStatement> group)
    {
        (SourceRecord Record, TitleIdentity Identity)[] titles = [.. group.SelectMany(pending => pending.Records).Select(record => (record, TitleIdentity.Of(record)))];
        var ids = titles.SelectMany(title => title.Identity.All).Select(id => id.Value).ToHashSet(StringComparer.Ordinal);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var plan = new ImportPlan(await FindAsync(ids, CancellationToken.None), memory: null, time.GetUtcNow());
            Array.ForEach(titles, title => plan.Add(title.Record, title.Identity));
            CatalogueWrite[] writes = [.. plan.Changes.Select(ToWrite)];
            if (writes.Length > 0 && !await store.WriteAsync(writes, CancellationToken.None))
            {
                LogClash(logger, titles[0].Record.Source, attempt);
                continue;
            }

            // What was just found is to be found by who searches next.
            if (writes.Length > 0) await AnnounceAsync();
            group.ForEach(pending => pending.Titles.TrySetResult([.. pending.Records.Select(record => ToTitle(plan.ContentOf(TitleIdentity.Of(record)), record))]));
            return;
        }

        throw new StorageUnavailableException($"The titles of an answer kept changing; {MaxAttempts} attempts to write it failed.");
    }

    /// <summary>Offers alone are said of a title that is known already: they go into a record of it that says nothing else new.</summary>
    private async Task<IReadOnlyList<SourceRecord>> RecordsOfAsync(SourceStatement statement, CancellationToken cancellationToken)
    {
        DateTimeOffset? saidAt = StatementAge.IsLimited(statement.Source) ? time.GetUtcNow() : null;
        IReadOnlyList<SourceRecord> titles = [.. statement.Titles.Select(record => record with { SaidAt = saidAt }).Select(record => record.Availability.Count == 0 ? record : Scoped(record, statement))];
        if ((statement.Offers.Count == 0 && !statement.IsOfOffers) || statement.ContentId is not { } id) return titles;
        var found = await FindAsync([id], cancellationToken);
        if (!found.TryGetValue(id, out var stored) || !ContentId.TryParse(stored.Content.ContentId, out var canonical, out _)) return titles;
        // A source that had no offer and has none says nothing.
        if (statement.Offers.Count == 0 && !TitleOrigin.Of(stored.Content).HasOffersOf(statement.Source)) return titles;
        var known = new SourceRecord { Source = statement.Source, ContentId = canonical, Title = "", Availability = statement.Offers };
        return [.. titles, Scoped(known, statement)];
    }

    private static SourceRecord Scoped(SourceRecord record, SourceStatement statement)
    {
        if (statement.Region is not { } region) return record;
        var regions = record.Availability.Select(offer => offer.Region).Append(region).Distinct(StringComparer.Ordinal);
        return record with { OfferScope = (record.OfferScope ?? new OfferScope { Platform = statement.Platform }) with { Regions = [.. regions] } };
    }

    private static SourceTitle ToTitle(Domain.Catalogue.Content content, SourceRecord record) =>
        new(content.ContentId, PublicDocument.Write(content), record.Availability);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What source {Source} said could not be stored ({Reason}); it is answered all the same")]
    private static partial void LogNotTaken(ILogger logger, string source, string reason);

    private sealed class PendingStatement(SourceStatement statement)
    {
        public SourceStatement Statement => statement;

        public IReadOnlyList<SourceRecord> Records { get; set; } = [];

        public TaskCompletionSource<IReadOnlyList<SourceTitle>> Titles { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
