using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Content;
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
    ICatalogueStore store,
    IOptions<PlatformOptions> options,
    TimeProvider time,
    ILogger<PlatformGrain> logger) : Grain, IPlatformGrain, IRemindable
{
    // A page's place means something only to the source that gave it.
    private const char CursorSeparator = '|';

    // The likeliest first: what a platform cannot be asked of without its kind is music.
    private static readonly ContentType[] Guesses = [ContentType.Track, ContentType.Album, ContentType.Artist, ContentType.Playlist, ContentType.Series, ContentType.Episode];

    private string Platform => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task<PlatformAnswer> SearchAsync(string text, PlatformAsk ask, CancellationToken cancellationToken)
    {
        var query = Query(SourceOperation.Search, ask) with { Text = text };
        return AskAsync(ask, source => source.CanAnswer(query) || LookedUpSearch.Fits(source, query) ? query : null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PlatformAnswer> GetDetailsAsync(string contentId, PlatformAsk ask, CancellationToken cancellationToken)
    {
        var query = Query(SourceOperation.Details, ask);
        var names = (await TitleNames.FindAsync(store, [contentId], cancellationToken))[0];
        var answer = await AskAsync(ask, source => names.For(source, query), cancellationToken);
        if (names.Type is not null || answer.Failure is not { Kind: SourceFailureKind.NotConfigured }) return answer;

        // Some ids do not tell what they are the id of.
        var started = time.GetTimestamp();
        foreach (var guess in Guesses)
        {
            var left = ask.Budget - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return new PlatformAnswer { Platform = Platform, Failure = new SourceFailure(SourceFailureKind.Timeout, null) };
            var guessed = await AskAsync(ask with { Budget = left }, source => names.For(source, query with { Type = guess }), cancellationToken);
            if (guessed.Failure is null or not { Kind: SourceFailureKind.NotConfigured }) answer = guessed;
            if (answer.Titles.Count > 0) break;
        }

        return answer;
    }

    /// <inheritdoc/>
    public async Task<PlatformAnswer> CheckAvailabilityAsync(string contentId, PlatformAsk ask, CancellationToken cancellationToken)
    {
        var names = (await TitleNames.FindAsync(store, [contentId], cancellationToken))[0];
        return await AskAsync(ask, source => names.For(source, Query(SourceOperation.Availability, ask)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PlatformAnswer> GetCatalogueAsync(string? cursor, PlatformAsk ask, CancellationToken cancellationToken) =>
        AskPageAsync(Query(SourceOperation.Catalogue, ask), cursor, ask, cancellationToken);

    /// <inheritdoc/>
    public async Task<DeepLink?> GetDeepLinkAsync(string contentId, DeviceOs os, CancellationToken cancellationToken)
    {
        if (PlatformDirectory.Find(Platform) is not { } platform) return null;
        var found = await store.FindAsync([contentId], cancellationToken);
        if (found.Count == 0 && await SettledCatalogue.TrySettleAsync(GrainFactory, cancellationToken) is not null) found = await store.FindAsync([contentId], cancellationToken);

        if (found.TryGetValue(contentId, out var row))
        {
            return DeepLinks.Of(platform, ContentDocument.Read(row.Document.Span), os, contentId);
        }

        // The platform's own id is all that a link needs.
        return ContentId.TryParse(contentId, out var id, out _) && id.Scheme == platform.Id && platform.IsId(EpisodeSuffix.Without(id.Local))
            ? DeepLinks.Of(platform, new Domain.Catalogue.Content { ContentId = contentId, Type = ContentType.Movie, Title = contentId, UpdatedAt = time.GetUtcNow() }, os, contentId)
            : null;
    }

    /// <inheritdoc/>
    public async Task<PlatformStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var standings = await Task.WhenAll(SourceChains.Of(Platform).Select(source => StandingAsync(source, cancellationToken)));
        var configured = standings.Where(source => source.IsConfigured).ToList();
        var health = configured.Count == 0 ? PlatformHealth.NotConfigured
            : configured[0].Circuit is CircuitState.Closed ? PlatformHealth.Healthy
            : configured.Exists(source => source.Circuit is not CircuitState.Open) ? PlatformHealth.Degraded
            : PlatformHealth.Unhealthy;
        return new PlatformStatus(Platform, health, standings) { Readings = state.State.Readings };
    }

    /// <inheritdoc/>
    public async Task<PlatformStatus> CheckHealthAsync(PlatformAsk ask, CancellationToken cancellationToken)
    {
        // Of the source and not of the platform, so that platforms share the answer.
        var query = new SourceQuery { Operation = SourceOperation.Health, Region = ask.Region };
        var asked = SourceChains.Of(Platform).Where(id => sources.Find(id) is { Keys.Count: > 0 } source && source.CanAnswer(query)).ToList();
        var answers = await Task.WhenAll(asked.Select(source => AskSourceAsync(source, query, ask, ask.Budget, cancellationToken)));
        var status = await GetStatusAsync(cancellationToken);
        if (answers.Length == 0) return status;
        var health = answers[0].Failure is null ? PlatformHealth.Healthy
            : Array.Exists(answers, answer => answer.Failure is null) ? PlatformHealth.Degraded
            : PlatformHealth.Unhealthy;
        return status with { Health = health };
    }

    /// <summary>How a source stands for this platform, which may leave it alone for longer than others do.</summary>
    private async Task<SourceStatus> StandingAsync(string source, CancellationToken cancellationToken)
    {
        var status = await GrainFactory.GetGrain<ISourceGrain>(source).GetStatusAsync(cancellationToken);
        return PlatformDirectory.Find(Platform)?.CircuitOpenFor - status.OpenedAgo is { } left && left > (status.RetryAfter ?? TimeSpan.Zero)
            ? status with { Circuit = CircuitState.Open, RetryAfter = left }
            : status;
    }

    private SourceQuery Query(SourceOperation operation, PlatformAsk ask) => new() { Operation = operation, Platform = Platform, Region = ask.Region };
}
