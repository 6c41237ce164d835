using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Sources;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Content;

/// <summary>Looks through the catalogue for what may soon be kept no longer. It remembers nothing: each look finds what is due.</summary>
public sealed partial class CatalogueKeepingGrain(
    ICatalogueStore store, IAvailabilityLedger ledger, SourceRegister sources, TimeProvider time, ILogger<CatalogueKeepingGrain> logger) : Grain, ICatalogueKeepingGrain, IRemindable
{
    private const string Reminder = "look";
    private const int MaxAsked = 1000;

    // Few at a time, so that no lock is held for long.
    private const int FactsAtATime = 1000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(6);

    // What can wait has half of a source's limits; whoever has used that up waits for more, but not for the next day.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => this.RegisterOrUpdateReminder(Reminder, LookEvery, LookEvery);

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => LookAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async Task<KeepingTotals> LookAsync(CancellationToken cancellationToken)
    {
        var (due, asked, now) = (new List<string>(), 0, time.GetUtcNow());
        var spent = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in store.ReadAfterAsync(0, cancellationToken))
        {
            var content = ContentDocument.Read(row.Document.Span);
            var again = StatementAge.ToAskAgain(content, now);
            if (again.Count == 0) continue;
            due.Add(content.ContentId);
            foreach (var source in again.Where(source => !spent.Contains(source) && asked < MaxAsked))
            {
                asked++;
                if (!await AskAsync(content, source, cancellationToken)) spent.Add(source);
            }
        }

        // What was said anew meanwhile is not too old any more.
        var dropped = due.Count == 0 ? 0 : await GrainFactory.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key).DropOldAsync(due, cancellationToken);
        if (due.Count > 0) LogLooked(logger, due.Count, asked, dropped);
        return new KeepingTotals(due.Count, asked, dropped) { Forgotten = await ForgetAsync(cancellationToken) };
    }

    /// <summary>What has ended was told to the ledger before, so that what it said until then is of the past.</summary>
    private async Task<long> ForgetAsync(CancellationToken cancellationToken)
    {
        var (forgotten, now) = (0L, time.GetUtcNow());
        for (long? next = 0; next is { } after;)
        {
            var page = await ledger.ForgetAsync(now, after, FactsAtATime, cancellationToken);
            (forgotten, next) = (forgotten + page.Deleted, page.Next);
        }

        if (forgotten > 0) LogForgotten(logger, forgotten);
        return forgotten;
    }

    /// <summary>Asks a source again. False: it is not to be asked of anything else in this look.</summary>
    private async Task<bool> AskAsync(Domain.Catalogue.Content content, string source, CancellationToken cancellationToken)
    {
        var upstream = new UpstreamTitles(GrainFactory, sources);
        if (sources.Find(source) is not { Keys.Count: > 0 }) return false;
        while (await upstream.AskAgainAsync(content, source, cancellationToken) is { Failure: { } failure })
        {
            if (failure.Kind is not SourceFailureKind.Limited || failure.RetryAfter is not { } wait || wait > LongestWait) return failure.Kind is SourceFailureKind.Timeout;
            await Task.Delay(wait, time, cancellationToken);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} facts of the availability ledger that their sources allow to be kept no longer")]
    private static partial void LogForgotten(ILogger logger, long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "What sources said of {Due} titles may not be kept much longer; they were asked {Asked} times, and {Dropped} titles have lost what is too old")]
    private static partial void LogLooked(ILogger logger, int due, int asked, int dropped);
}
