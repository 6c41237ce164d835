using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content;

/// <summary>The part that takes in what live sources say.</summary>
public sealed partial class CatalogueImportGrain
{
    // Shorter than anybody who looks for a title waits.
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(1);

    private readonly List<PendingStatement> _pending = [];
    private Task _taking = Task.CompletedTask;
    private PendingStatement? _newest;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceTitle>> TakeAsync(SourceStatement statement, CancellationToken cancellationToken)
    {
        var pending = new PendingStatement(statement);
        _newest = pending;
        _pending.Add(pending);
        if (_taking.IsCompleted) _taking = TakePendingAsync();
        return pending.Titles.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> SettleAsync(CancellationToken cancellationToken)
    {
        // They are taken in by their order, so the newest is the last.
        if (_newest is { Titles.Task: { IsCompleted: false } newest })
        {
            try
            {
                await newest.WaitAsync(LongestSettling, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                LogUnsettled(logger, LongestSettling);
            }
        }

        return changes.Version;
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
                group.ForEach(pending => pending.Titles.TrySetResult(StatementTitles.Unkept(pending.Statement, time.GetUtcNow())));
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
            group.ForEach(pending => pending.Titles.TrySetResult([.. pending.Records.Select(record => StatementTitles.ToTitle(plan.ContentOf(TitleIdentity.Of(record)), record))]));
            return;
        }

        throw new StorageUnavailableException($"The titles of an answer kept changing; {MaxAttempts} attempts to write it failed.");
    }

    /// <summary>Offers alone are said of a title that is known already: they go into a record of it that says nothing else new.</summary>
    private async Task<IReadOnlyList<SourceRecord>> RecordsOfAsync(SourceStatement statement, CancellationToken cancellationToken)
    {
        var titles = StatementTitles.RecordsOf(statement, time.GetUtcNow());
        if ((statement.Offers.Count == 0 && !statement.IsOfOffers) || statement.ContentId is not { } id) return titles;
        var found = await FindAsync([id], cancellationToken);
        if (!found.TryGetValue(id, out var stored) || !ContentId.TryParse(stored.Content.ContentId, out var canonical, out _)) return titles;
        // A source that had no offer and has none says nothing.
        if (statement.Offers.Count == 0 && !TitleOrigin.Of(stored.Content).HasOffersOf(statement.Source)) return titles;
        var known = new SourceRecord { Source = statement.Source, ContentId = canonical, Title = "", Availability = statement.Offers };
        return [.. titles, StatementTitles.Scoped(known, statement)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What source {Source} said could not be stored ({Reason}); it is answered all the same")]
    private static partial void LogNotTaken(ILogger logger, string source, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What sources have said is still not written after {Patience}; who asks for it is answered without it")]
    private static partial void LogUnsettled(ILogger logger, TimeSpan patience);

    private sealed class PendingStatement(SourceStatement statement)
    {
        public SourceStatement Statement => statement;

        public IReadOnlyList<SourceRecord> Records { get; set; } = [];

        public TaskCompletionSource<IReadOnlyList<SourceTitle>> Titles { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
