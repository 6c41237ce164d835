using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaGateway.Grains.Platforms;

/// <summary>Asks about a platform along its chain of sources.</summary>
public sealed partial class PlatformGrain(
    [PersistentState("platform", "Default")] IPersistentState<PlatformState> state,
    SourceRegister sources,
    IOptions<PlatformOptions> options,
    TimeProvider time,
    ILogger<PlatformGrain> logger) : Grain, IPlatformGrain, IRemindable
{
    // A page's place means something only to the source that gave it.
    private const char CursorSeparator = '|';

    private string Platform => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task<PlatformAnswer> SearchAsync(string text, PlatformAsk ask, CancellationToken cancellationToken) =>
        AskAsync(Query(SourceOperation.Search, ask) with { Text = text }, ask, cancellationToken);

    /// <inheritdoc/>
    public Task<PlatformAnswer> GetDetailsAsync(string contentId, PlatformAsk ask, CancellationToken cancellationToken) =>
        AskAsync(Query(SourceOperation.Details, ask) with { ContentId = contentId }, ask, cancellationToken);

    /// <inheritdoc/>
    public Task<PlatformAnswer> CheckAvailabilityAsync(string contentId, PlatformAsk ask, CancellationToken cancellationToken) =>
        AskAsync(Query(SourceOperation.Availability, ask) with { ContentId = contentId }, ask, cancellationToken);

    /// <inheritdoc/>
    public Task<PlatformAnswer> GetExpiringAsync(int days, PlatformAsk ask, CancellationToken cancellationToken) =>
        AskAsync(Query(SourceOperation.Expiring, ask) with { Days = days }, ask, cancellationToken);

    /// <inheritdoc/>
    public Task<PlatformAnswer> GetCatalogueAsync(string? cursor, PlatformAsk ask, CancellationToken cancellationToken) =>
        AskAsync(Query(SourceOperation.Catalogue, ask) with { Cursor = cursor?[(cursor.IndexOf(CursorSeparator) + 1)..] }, ask, cancellationToken, cursor?.Split(CursorSeparator)[0]);

    /// <inheritdoc/>
    public async Task<PlatformStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var standings = await Task.WhenAll(SourceChains.Of(Platform).Select(source => GrainFactory.GetGrain<ISourceGrain>(source).GetStatusAsync(cancellationToken)));
        var configured = standings.Where(source => source.IsConfigured).ToList();
        var health = configured.Count == 0 ? PlatformHealth.NotConfigured
            : configured[0].Circuit is CircuitState.Closed ? PlatformHealth.Healthy
            : configured.Exists(source => source.Circuit is not CircuitState.Open) ? PlatformHealth.Degraded
            : PlatformHealth.Unhealthy;
        return new PlatformStatus(Platform, health, standings) { Readings = state.State.Readings };
    }

    private SourceQuery Query(SourceOperation operation, PlatformAsk ask) => new() { Operation = operation, Platform = Platform, Region = ask.Region };

    private async Task<PlatformAnswer> AskAsync(SourceQuery query, PlatformAsk ask, CancellationToken cancellationToken, string? only = null)
    {
        string[] chain = [.. SourceChains.Of(Platform).Where(id => (only is null || id == only) && sources.Find(id) is { Keys.Count: > 0 } source && source.CanAnswer(query))];
        if (chain.Length == 0)
        {
            return new PlatformAnswer { Platform = Platform, Failure = new SourceFailure(SourceFailureKind.NotConfigured, null) };
        }

        var race = new ChainRace(chain, time, ask.Budget, (source, budget, ended) => GrainFactory
            .GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(source, query))
            .AskAsync(new SourceAsk(source, query, ask.Priority, budget), ended));
        var (winner, answer) = await race.RunAsync(cancellationToken);
        return new PlatformAnswer
        {
            Platform = Platform,
            // What a source lists of the platform's catalogue is there, also where its offers could not be read.
            Titles = [.. answer.Titles.Where(title => query.Operation is SourceOperation.Catalogue || IsHere(title, winner, ask.Region))],
            NextCursor = answer.NextCursor is { } next ? $"{winner}{CursorSeparator}{next}" : null,
            Source = answer.HasAnswer ? winner : null,
            AnsweredAt = answer.AnsweredAt,
            Failure = answer.Failure,
            Unread = answer.Unread,
        };
    }

    /// <summary>Aggregators find titles that the platform does not have, too; a source of the platform's own has only its own.</summary>
    private bool IsHere(SourceTitle title, string source, string region) =>
        !IsAggregator(source) || title.Offers.Any(offer => offer.Platform == Platform && offer.Region == region);

    private bool IsAggregator(string source) => source != Platform && !source.StartsWith(Platform, StringComparison.Ordinal);
}
