using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content;

/// <summary>
/// Writes imports into the catalogue, batch by batch. What a batch does is worked out by <see cref="ImportPlan"/> over the
/// rows its ids name, and written in one commit that is fenced by their versions: a title is there whole or not at all.
/// </summary>
public sealed partial class CatalogueImportGrain(
    ICatalogueStore store,
    CatalogueChanges changes,
    TimeProvider time,
    ILogger<CatalogueImportGrain> logger) : Grain, ICatalogueImportGrain
{
    /// <summary>How often a batch is planned anew when others changed its titles meanwhile.</summary>
    private const int MaxAttempts = 5;

    private readonly OpenImports _open = new(time);
    private Task _announcement = Task.CompletedTask;
    private CatalogueNews? _news;

    private CatalogueNews News => _news ??= new CatalogueNews(this.GetStreamProvider, logger);

    /// <inheritdoc/>
    public async Task<ImportTotals> ImportAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var lines = ReadLines(batch);
        var ids = lines.Where(line => line.Identity is not null).SelectMany(line => line.Identity!.All).Select(id => id.Value).ToHashSet(StringComparer.Ordinal);
        var memory = _open.Get(batch.ImportId);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var plan = new ImportPlan(await FindAsync(ids, cancellationToken), memory, time.GetUtcNow());
            var totals = Count(lines, plan);
            CatalogueWrite[] writes = [.. plan.Changes.Select(ToWrite)];
            if (writes.Length > 0 && !await store.WriteAsync(writes, cancellationToken))
            {
                LogClash(logger, batch.ImportId, attempt);
                continue;
            }

            plan.Commit();
            if (writes.Length > 0)
            {
                // The followers take a batch in while the next one is written; they are never further behind.
                await _announcement;
                _announcement = AnnounceAsync();
            }

            return totals;
        }

        throw new StorageUnavailableException($"The titles of a batch kept changing; {MaxAttempts} attempts to write it failed.");
    }

    /// <inheritdoc/>
    public Task FinishAsync(string importId, CancellationToken cancellationToken)
    {
        _open.Remove(importId);
        return _announcement.WaitAsync(cancellationToken);
    }

    private async Task AnnounceAsync()
    {
        try
        {
            var version = await store.GetVersionAsync(CancellationToken.None);
            var here = changes.AnnounceAsync(version, CancellationToken.None);
            News.Tell(version);
            await here;
        }
        catch (StorageUnavailableException fault)
        {
            // What was written is durable; the followers look for it themselves when the database is back.
            LogNotAnnounced(logger, fault.Message);
        }
    }

    private static List<ReadLine> ReadLines(ImportBatch batch)
    {
        var lines = new List<ReadLine>(batch.Lines.Lines.Count);
        foreach (var place in batch.Lines.Lines)
        {
            var parsed = place.TooLong
                ? ParsedLine.Fault($"the line is longer than {LineParser.MaxLineBytes} bytes")
                : LineParser.Parse(batch.Lines.Bytes.Span.Slice(place.Offset, place.Length), batch.Source);
            lines.Add(new ReadLine(place.Number, parsed, parsed.Record is null ? null : TitleIdentity.Of(parsed.Record)));
        }

        return lines;
    }

    private static ImportTotals Count(List<ReadLine> lines, ImportPlan plan)
    {
        var tally = new ImportTally();
        foreach (var line in lines)
        {
            if (line.Parsed.Record is { } record)
            {
                var outcome = plan.Add(record, line.Identity!);
                tally.Add(line.Number, outcome.Effect, outcome.Note);
            }
            else
            {
                tally.Add(line.Number, LineEffect.Rejected, line.Parsed.Reason);
            }
        }

        return tally.ToTotals();
    }

    private Task<Dictionary<string, StoredTitle>> FindAsync(HashSet<string> ids, CancellationToken cancellationToken) => StatementTitles.FindAsync(store, ids, cancellationToken);

    private static CatalogueWrite ToWrite(TitleChange change) =>
        new(change.Content.ContentId, change.ExpectedVersion, change.OutsideIds, ContentDocument.Write(change.Content))
        {
            Absorbs = [.. change.Absorbs.Select(stored => new AbsorbedRow(stored.Content.ContentId, stored.Version))],
            Facts = AvailabilityFacts.Of(change),
        };

    [LoggerMessage(Level = LogLevel.Information, Message = "Titles of import {ImportId} changed while a batch was planned; attempt {Attempt}")]
    private static partial void LogClash(ILogger logger, string importId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A change of the catalogue could not be announced ({Reason}); it is found later")]
    private static partial void LogNotAnnounced(ILogger logger, string reason);

    private readonly record struct ReadLine(long Number, ParsedLine Parsed, TitleIdentity? Identity);
}
