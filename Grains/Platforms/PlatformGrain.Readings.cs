using MediaGateway.Domain.Sources.Permits;
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
    private static readonly TimeSpan PageBudget = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task KeepInStepAsync(IReadOnlyList<string> regions, CancellationToken cancellationToken)
    {
        var known = state.State.Readings.ToDictionary(reading => reading.Region, StringComparer.Ordinal);
        CatalogueReading[] readings = [.. regions.Distinct().Select(region => known.GetValueOrDefault(region) ?? new CatalogueReading(region, null, 0, null, null))];
        if (!readings.SequenceEqual(state.State.Readings)) await KeepAsync(readings);
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
        reading.IsUnderWay || reading.CompletedAt is null || time.GetUtcNow() - reading.CompletedAt >= options.Value.ReadEvery;

    private async Task ReadAsync(CatalogueReading reading, CancellationToken cancellationToken)
    {
        if (!reading.IsUnderWay) reading = reading with { BeganAt = time.GetUtcNow(), Cursor = null, Titles = 0 };
        var ask = new PlatformAsk(reading.Region, PageBudget, CallPriority.Background);
        for (var page = 0; page < PagesAtATime && reading.IsUnderWay; page++)
        {
            var answer = await GetCatalogueAsync(reading.Cursor, ask, cancellationToken);
            if (answer.Failure is { } failure)
            {
                LogInterrupted(logger, Platform, reading.Region, reading.Titles, failure.Kind);
                break;
            }

            reading = reading with
            {
                Cursor = answer.NextCursor,
                Titles = reading.Titles + answer.Titles.Count,
                CompletedAt = answer.NextCursor is null ? time.GetUtcNow() : reading.CompletedAt,
            };
            await KeepAsync([.. state.State.Readings.Select(known => known.Region == reading.Region ? reading : known)]);
        }

        if (reading.IsUnderWay) return;
        LogRead(logger, Platform, reading.Region, reading.Titles);
        // What leaves soon is told apart from what is there: the answers are taken into the catalogue like all others.
        await GetExpiringAsync(DaysAhead, ask, cancellationToken);
    }

    private Task KeepAsync(IReadOnlyList<CatalogueReading> readings) =>
        state.CommitOrReloadAsync(new PlatformState { Readings = readings }, DeactivateOnIdle);

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue of {Platform} in {Region} was read: {Titles} titles")]
    private static partial void LogRead(ILogger logger, string platform, string region, int titles);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reading the catalogue of {Platform} in {Region} stopped after {Titles} titles ({Failure}); it goes on later where it was")]
    private static partial void LogInterrupted(ILogger logger, string platform, string region, int titles, Interfaces.Sources.SourceFailureKind failure);
}
