using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Sources;

/// <summary>Keeps the answer to one question. Whoever asks while it is being fetched waits for the same call.</summary>
public sealed partial class SourceAnswerGrain(
    [PersistentState(KeptAnswer.StateName, "Default")] IPersistentState<KeptAnswer> state,
    SourceRegister sources,
    ICatalogueStore catalogue,
    AnswerStores stores,
    SourceTelemetry telemetry,
    RetryJitter jitter,
    TimeProvider time,
    ILogger<SourceAnswerGrain> logger) : Grain, ISourceAnswerGrain
{
    // However slow the source: a call and its retries end by then, and nobody waits for them any more.
    private static readonly TimeSpan MostForCall = TimeSpan.FromSeconds(20);

    private Task<SourceFailure?>? _fetching;
    private Task _storing = Task.CompletedTask;

    /// <summary>What is on its way to be stored is there for the next activation.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _storing.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<SourceAnswer> AskAsync(SourceAsk ask, CancellationToken cancellationToken)
    {
        if (sources.Find(ask.SourceId) is not { Keys.Count: > 0 } source || !source.CanAnswer(ask.Query))
        {
            return new SourceAnswer { Failure = new SourceFailure(SourceFailureKind.NotConfigured, null) };
        }

        if (IsFresh(source.Terms, ask.Query)) return Answer(null, isStale: false);
        if (_fetching is not { IsCompleted: false }) _fetching = FetchAsync(source, ask);
        try
        {
            var failure = await _fetching.WaitAsync(ask.Budget, time, cancellationToken);
            return failure is null ? Answer(null, isStale: false) : Stale(source.Terms, failure);
        }
        catch (TimeoutException)
        {
            return Stale(source.Terms, new SourceFailure(SourceFailureKind.Timeout, null));
        }
    }

    private async Task<SourceFailure?> FetchAsync(ISource source, SourceAsk ask)
    {
        using var patience = new CancellationTokenSource(MostForCall, time);
        try
        {
            var caller = new SourceCaller(GrainFactory, telemetry, time, jitter);
            var end = await caller.CallAsync(source, ask, patience.Token);
            if (end.Failure is { } failure) return failure;
            await KeepAsync(source, ask.Query, end.Reply!);
            return null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new SourceFailure(SourceFailureKind.Timeout, null);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or OrleansException)
        {
            // Without its book nothing may be asked of a source.
            LogNotAsked(logger, source.Terms.Id, failure.Message);
            return new SourceFailure(SourceFailureKind.Unavailable, null);
        }
    }

    private async Task KeepAsync(ISource source, SourceQuery query, SourceReply reply)
    {
        var statement = Statement(source.Terms.Id, query, reply);
        // Who searches waits for no commit. What is asked of a title is asked to be read from the catalogue the next moment.
        var isForeseen = query.Operation is SourceOperation.Search && !source.Terms.SearchesTitlesOnly;
        var titles = isForeseen ? await StatementTitles.ForeseeAsync(catalogue, statement, time.GetUtcNow(), CancellationToken.None) : await TakeAsync(statement);
        var kept = new KeptAnswer
        {
            AnsweredAt = time.GetUtcNow(),
            Titles = titles,
            NextCursor = reply.NextCursor,
            Unread = reply.Unread + (isForeseen ? 0 : titles.Count(title => !title.IsKept)),
            IsNegative = reply.Outcome is SourceOutcome.NotFound,
        };
        state.State = kept;
        // Nobody waits for it: what is not stored is asked for again after a restart, and nothing else.
        _storing = isForeseen && titles.Count > 0 ? TakeBehindAsync(statement, kept) : StoreAsync();
    }

    private Task<IReadOnlyList<SourceTitle>> TakeAsync(SourceStatement statement) =>
        GrainFactory.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key).TakeAsync(statement, CancellationToken.None);

    /// <summary>Has the catalogue take in what is answered already; only then is the answer stored, which names titles that must be there.</summary>
    private async Task TakeBehindAsync(SourceStatement statement, KeptAnswer foreseen)
    {
        try
        {
            var titles = await TakeAsync(statement);
            // A newer answer may have come meanwhile.
            if (!ReferenceEquals(state.State, foreseen)) return;
            state.State = foreseen with { Titles = titles, Unread = foreseen.Unread + titles.Count(title => !title.IsKept) };
        }
        catch (Exception failure) when (failure is StorageUnavailableException or OrleansException or TimeoutException)
        {
            LogNotKept(logger, this.GetPrimaryKeyString(), failure.Message);
            return;
        }

        await StoreAsync();
    }

    private async Task StoreAsync()
    {
        try
        {
            await stores.RunAsync(() => state.WriteStateAsync());
        }
        catch (Exception failure) when (failure is StorageUnavailableException or OrleansException)
        {
            LogNotKept(logger, this.GetPrimaryKeyString(), failure.Message);
        }
    }

    // What was understood in part only may lack offers that there are. Who is asked for one platform's offers gives those only.
    private static SourceStatement Statement(string source, SourceQuery query, SourceReply reply) => new(source, query.ContentId, reply.Titles, reply.Offers)
    {
        Region = query.Region,
        Platform = query.Operation is SourceOperation.Availability ? query.Platform : null,
        IsOfOffers = query.Operation is SourceOperation.Availability && reply is { Outcome: SourceOutcome.Answered, Unmapped.Count: 0 },
        IsInPart = reply.AreOffersUnclear,
    };

    private bool IsFresh(SourceTerms terms, SourceQuery query) =>
        state.State.AnsweredAt is { } at
        && time.GetUtcNow() - at < (state.State.IsNegative ? SourceTerms.NegativeFreshness : terms.FreshFor(query.Operation, query.Platform));

    private SourceAnswer Stale(SourceTerms terms, SourceFailure failure) =>
        state.State.AnsweredAt is { } at && time.GetUtcNow() - at < terms.StaleFor
            ? Answer(failure, isStale: true)
            : new SourceAnswer { Failure = failure };

    private SourceAnswer Answer(SourceFailure? failure, bool isStale) => new()
    {
        Titles = state.State.Titles,
        NextCursor = state.State.NextCursor,
        Unread = state.State.Unread,
        AnsweredAt = state.State.AnsweredAt,
        IsStale = isStale,
        Failure = failure,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source} was not asked: {Reason}")]
    private static partial void LogNotAsked(ILogger logger, string source, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer {Question} could not be kept ({Reason}); after a restart it is asked for again")]
    private static partial void LogNotKept(ILogger logger, string question, string reason);
}
