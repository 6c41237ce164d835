using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Platforms;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Platforms;

/// <summary>The part that keeps the platform's catalogue in step, a few pages at a time, and goes on after a restart where it was.</summary>
public sealed partial class PlatformGrain
{
    private const string Reminder = "read-catalogue";
    private const int PagesAtATime = 20;
    private const int DaysAhead = 30;

    private static readonly TimeSpan ReadOnEvery = TimeSpan.FromMinutes(10);
    // A page is answered a moment before it is kept.
    private static readonly TimeSpan KeepingTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PageBudget = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task KeepInStepAsync(IReadOnlyList<string> regions, CancellationToken cancellationToken)
    {
        var known = state.State.Readings.ToDictionary(reading => reading.Region, StringComparer.Ordinal);
        CatalogueReading[] readings = [.. regions.Distinct().Select(region => known.GetValueOrDefault(region) ?? new CatalogueReading(region, null, 0, null, null))];
        if (!readings.SequenceEqual(state.State.Readings))
        {
            await CommitAsync(new PlatformState
            {
                Readings = readings,
                UnderWay = [.. state.State.UnderWay.Where(listing => regions.Contains(listing.Region))],
                Listings = [.. state.State.Listings.Where(listing => regions.Contains(listing.Region))],
            });
        }

        if (readings.Length > 0) await this.RegisterOrUpdateReminder(Reminder, ReadOnEvery, ReadOnEvery);
        else if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogueReading>> ReadOnAsync(CancellationToken cancellationToken)
    {
        foreach (var reading in state.State.Readings.Where(IsDue).ToList()) await ReadAsync(reading, cancellationToken);
        return state.State.Readings;
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => ReadOnAsync(CancellationToken.None);

    private bool IsDue(CatalogueReading reading) =>
        reading.IsUnderWay || reading.CompletedAt is null || time.GetUtcNow() - reading.CompletedAt >= (PlatformDirectory.Find(Platform)?.ReadEvery ?? options.Value.ReadEvery);

    /// <summary>Reads some pages and writes down how far it has come. Pages that were read and not written down are still known to their sources' grains.</summary>
    private async Task ReadAsync(CatalogueReading reading, CancellationToken cancellationToken)
    {
        if (!reading.IsUnderWay) reading = reading with { BeganAt = time.GetUtcNow(), Cursor = null, Titles = 0 };
        var listing = (reading.Cursor is null ? null : state.State.UnderWay.FirstOrDefault(listed => listed.Region == reading.Region)) ?? new CatalogueListing { Region = reading.Region };
        var ask = new PlatformAsk(reading.Region, PageBudget, CallPriority.Background);
        for (var page = 0; page < PagesAtATime && reading.IsUnderWay; page++)
        {
            var answer = await GetCatalogueAsync(reading.Cursor, ask, cancellationToken);
            if (answer.Failure is { } failure)
            {
                LogInterrupted(logger, Platform, reading.Region, reading.Titles, failure.Kind);
                break;
            }

            listing = listing.With(answer);
            reading = reading with
            {
                Cursor = answer.NextCursor,
                Titles = reading.Titles + answer.Titles.Count,
                CompletedAt = answer.NextCursor is null ? time.GetUtcNow() : reading.CompletedAt,
            };
        }

        if (reading.IsUnderWay) await CommitAsync(After(reading) with { UnderWay = [.. state.State.UnderWay.Where(other => other.Region != reading.Region), listing] });
        else await CompleteAsync(reading, listing, ask, cancellationToken);
    }

    /// <summary>What has left is told before the reading counts as done: after a failure it is found again.</summary>
    private async Task CompleteAsync(CatalogueReading reading, CatalogueListing listing, PlatformAsk ask, CancellationToken cancellationToken)
    {
        var before = state.State.Listings.FirstOrDefault(listed => listed.Region == listing.Region && listed.Source == listing.Source);
        var (kept, vanished) = SourceDirectory.Find(listing.Source!)?.ListsWhole is true ? listing.Compare(before) : (listing, []);
        if (ReferenceEquals(kept, listing)) LogRead(logger, Platform, reading.Region, listing.ContentIds.Count);
        else LogNotBelieved(logger, Platform, reading.Region, listing.ContentIds.Count, before!.ContentIds.Count, listing.Unread);
        if (vanished.Count > 0)
        {
            var gone = await GrainFactory.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key)
                .EndOffersAsync(new EndedOffers(listing.Source!, Platform, reading.Region, listing.Kinds, vanished, listing.Since!.Value - KeepingTime), cancellationToken);
            LogGone(logger, Platform, reading.Region, gone);
        }

        await CommitAsync(After(reading) with
        {
            UnderWay = [.. state.State.UnderWay.Where(other => other.Region != reading.Region)],
            Listings = [.. state.State.Listings.Where(other => other != before), kept],
        });
        // What leaves soon is told apart from what is there: the answers are taken into the catalogue like all others.
        await RefreshExpiringAsync(ask, cancellationToken);
    }

    private PlatformState After(CatalogueReading reading) =>
        state.State with { Readings = [.. state.State.Readings.Select(known => known.Region == reading.Region ? reading : known)] };

    private Task CommitAsync(PlatformState next) => state.CommitOrReloadAsync(next, DeactivateOnIdle);

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue of {Platform} in {Region} was read: {Titles} titles")]
    private static partial void LogRead(ILogger logger, string platform, string region, int titles);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Titles} titles have left {Platform} in {Region}")]
    private static partial void LogGone(ILogger logger, string platform, string region, int titles);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue of {Platform} in {Region} has {Titles} titles after {Before} ({Unread} could not be read); what is missing does not count as gone yet")]
    private static partial void LogNotBelieved(ILogger logger, string platform, string region, int titles, int before, int unread);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reading the catalogue of {Platform} in {Region} stopped after {Titles} titles ({Failure}); it goes on later where it was")]
    private static partial void LogInterrupted(ILogger logger, string platform, string region, int titles, Interfaces.Sources.SourceFailureKind failure);
}
