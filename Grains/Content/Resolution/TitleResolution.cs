using System.Text.Json;
using System.Threading.Channels;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Resolution;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content.Resolution;

/// <summary>
/// Holds titles that were written against those that they are like, once writing has paused: what is one for certain is
/// merged, what is doubtful is put before people. It goes by versions, so a restart neither forgets nor repeats.
/// </summary>
/// <remarks>In a cluster every silo does so. They find the same, and doing it twice changes nothing.</remarks>
internal sealed partial class TitleResolution(
    LikeTitles likeTitles,
    ICatalogueStore store,
    ITitleReviewStore reviews,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<TitleResolution> logger) : BackgroundService, ICatalogueFollower
{
    /// <summary>How long the catalogue must have been left alone: an import is not to share the processor with what can wait.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The wait after a failure.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    /// <summary>How many titles are compared between two commits.</summary>
    private const int BatchSize = 200;

    private readonly Channel<long> _changes = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Only notes that there is something to do: nobody who writes waits for it.</summary>
    public Task FollowAsync(long version, CancellationToken cancellationToken)
    {
        _changes.Writer.TryWrite(version);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _changes.Reader.WaitToReadAsync(stoppingToken))
            {
                while (_changes.Reader.TryRead(out _)) await Task.Delay(Pause, time, stoppingToken);
                while (!await TryCheckAsync(stoppingToken)) await Task.Delay(Retry, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not compared is at the next start.
        }
    }

    private async Task<bool> TryCheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckAsync(cancellationToken);
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, titles that are not compared today can be tomorrow.
            LogFailed(logger, fault.Message);
            return false;
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var rows = new List<CatalogueRow>(BatchSize);
        await foreach (var row in store.ReadAfterAsync(await reviews.GetCheckedVersionAsync(cancellationToken), cancellationToken))
        {
            rows.Add(row);
            if (rows.Count < BatchSize) continue;
            await CheckAsync(rows, cancellationToken);
            rows.Clear();
        }

        if (rows.Count > 0) await CheckAsync(rows, cancellationToken);
    }

    private async Task CheckAsync(List<CatalogueRow> rows, CancellationToken cancellationToken)
    {
        List<DoubtfulPair> doubtful = [];
        foreach (var pair in await likeTitles.FindAsync([.. rows.Select(Read).OfType<Domain.Catalogue.Content>()], cancellationToken))
        {
            var judgement = TitleJudge.Of(pair.First, pair.Second);
            if (judgement.Verdict is TitleVerdict.Doubtful) doubtful.Add(new DoubtfulPair(pair.First.ContentId, pair.Second.ContentId, judgement.Score, judgement.Reasons));
            if (judgement.Verdict is not TitleVerdict.Same) continue;
            var writer = grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key);
            await writer.MergeAsync(pair.First.ContentId, pair.Second.ContentId, cancellationToken);
            LogMerged(logger, pair.First.ContentId, pair.Second.ContentId, judgement.Reasons);
        }

        await reviews.AddAsync(doubtful, rows[^1].Version, cancellationToken);
    }

    private Domain.Catalogue.Content? Read(CatalogueRow row)
    {
        try
        {
            return ContentDocument.Read(row.Document.Span);
        }
        catch (JsonException fault)
        {
            // One title that cannot be read must not keep the others from being compared.
            LogUnreadable(logger, fault, row.ContentId);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{ContentId} and {OtherId} are one title and were merged: {Reasons}")]
    private static partial void LogMerged(ILogger logger, string contentId, string otherId, IReadOnlyList<string> reasons);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Titles could not be compared ({Reason}); another attempt follows")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The document of {ContentId} cannot be read; the title is compared with none")]
    private static partial void LogUnreadable(ILogger logger, Exception fault, string contentId);
}
