using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Sources;

/// <summary>
/// Keeps the book of one source. A call is permitted from memory; what it is covered by was written down before, some
/// calls at a time, so that a permit costs no write and a crash forgets none.
/// </summary>
public sealed partial class SourceGrain(
    [PersistentState("source", "Default")] IPersistentState<SourceGrainState> state,
    SourceRegister sources,
    TimeProvider time,
    ILogger<SourceGrain> logger) : Grain, ISourceGrain
{
    private readonly HashSet<string> _alerted = new(StringComparer.Ordinal);
    private ISource? _source;
    private PermitBook _book = null!;
    private CircuitBreaker _circuit;
    private long _calls;
    private long _failures;
    private DateTimeOffset? _lastAnswerAt;
    private Task _renewing = Task.CompletedTask;

    private long Now => (long)time.GetElapsedTime(0).TotalMilliseconds;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _source = sources.Find(this.GetPrimaryKeyString());
        if (_source is { Terms: var terms })
        {
            var zone = terms.Quota is { } quota ? TimeZoneInfo.FindSystemTimeZoneById(quota.Zone) : TimeZoneInfo.Utc;
            _book = new PermitBook(terms, _source.Keys, state.State.Keys, zone, time.GetUtcNow(), Now);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<PermitAnswer> AcquireAsync(PermitRequest request, CancellationToken cancellationToken)
    {
        if (_source is null) return Refused(PermitRefusalReason.NotConfigured, TimeSpan.Zero);
        var rule = _source.Terms.CircuitFor(request.Platform);
        // Before the permit: a circuit that is open must cost nothing, and a probe without a permit would be lost.
        if (!_circuit.TryAdmit(rule, Now, out _)) return Refused(PermitRefusalReason.CircuitOpen, TimeSpan.FromMilliseconds(_circuit.WaitFor(rule, Now)));
        var cost = _source.Terms.CostOf(request.Operation);
        if (_book.Choose(cost, request.Priority, Now, out var refusal) is not { } key) return new PermitAnswer(null, refusal);
        var writtenIn = TimeSpan.Zero;
        if (!_book.IsCovered(key, cost, Now))
        {
            var writing = time.GetTimestamp();
            await _renewing;
            if (!_book.IsCovered(key, cost, Now)) await ReserveAsync(key, cost);
            writtenIn = time.GetElapsedTime(writing);
        }

        _circuit.TryAdmit(rule, Now, out _circuit);
        _book.Spend(key, cost, Now);
        _calls++;
        // Beside the calls that it does not cover yet: who comes next waits for no write.
        if (_renewing.IsCompleted && _book.IsRunningLow(key, cost, Now)) _renewing = RenewAsync(key, cost);
        return new PermitAnswer(key, null) { WrittenIn = writtenIn };
    }

    /// <inheritdoc/>
    public async Task ReportAsync(CallReport report, CancellationToken cancellationToken)
    {
        if (_source is null) return;
        _book.Report(report.Key, report.Outcome, report.RetryAfter, report.UpstreamTime, Now);
        TakeIntoCircuit(report.Outcome);
        if (report.Outcome is SourceOutcome.Answered or SourceOutcome.NotFound) _lastAnswerAt = time.GetUtcNow();
        Alert();
        // What the source has asked for must outlive us; everything else is covered already.
        if (report.Outcome is SourceOutcome.Throttled or SourceOutcome.QuotaExhausted)
        {
            await _renewing;
            await state.CommitOrReloadAsync(new SourceGrainState { Keys = _book.RecordsAt(Now) }, DeactivateOnIdle);
        }
    }

    /// <inheritdoc/>
    public Task<SourceStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var id = this.GetPrimaryKeyString();
        if (_source is null) return Task.FromResult(new SourceStatus(id, false, CircuitState.Closed, null, [], 0, 0, null));
        var rule = _source.Terms.Circuit;
        var wait = _circuit.WaitFor(rule, Now);
        return Task.FromResult(new SourceStatus(
            id,
            _source.Keys.Count > 0,
            _circuit.StateAt(rule, Now),
            wait > 0 ? TimeSpan.FromMilliseconds(wait) : null,
            _book.StandingsAt(Now),
            _calls,
            _failures,
            _lastAnswerAt) { OpenedAgo = _circuit.OpenedAgo(Now) is { } ago ? TimeSpan.FromMilliseconds(ago) : null });
    }

    private static PermitAnswer Refused(PermitRefusalReason reason, TimeSpan retryAfter) => new(null, new PermitRefusal(reason, retryAfter));

    private async Task ReserveAsync(string key, int cost)
    {
        var reservation = _book.Reserve(key, cost, Now);
        await state.CommitOrReloadAsync(new SourceGrainState { Keys = reservation.Records }, DeactivateOnIdle);
        reservation.Confirm();
    }

    private async Task RenewAsync(string key, int cost)
    {
        try
        {
            await ReserveAsync(key, cost);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or OrleansException)
        {
            // Whoever is not covered any more is told of it.
            LogNotRenewed(logger, _source!.Terms.Id, failure.Message);
        }
    }

    private void TakeIntoCircuit(SourceOutcome outcome)
    {
        var rule = _source!.Terms.Circuit;
        var before = _circuit.StateAt(rule, Now);
        if (CallRules.IsSourcesFault(outcome))
        {
            _failures++;
            _circuit = _circuit.Fail(rule, Now);
        }
        else
        {
            _circuit = _circuit.Succeed(rule, Now);
        }

        var after = _circuit.StateAt(rule, Now);
        if (after != before) LogCircuit(logger, _source.Terms.Id, before, after);
    }

    private void Alert()
    {
        foreach (var key in _book.StandingsAt(Now).Where(key => key.Units is not null))
        {
            if ((double)key.UnitsUsed / key.Units < PermitBook.AlertShare) _alerted.Remove(key.Name);
            else if (_alerted.Add(key.Name)) LogNearlyUsed(logger, _source!.Terms.Id, key.UnitsUsed, key.Units!.Value, key.Name, key.ResetsAt);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Further calls to source {Source} could not be written down ahead of need ({Reason}); the next one tries again")]
    private static partial void LogNotRenewed(ILogger logger, string source, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The circuit of source {Source} went from {Before} to {After}")]
    private static partial void LogCircuit(ILogger logger, string source, CircuitState before, CircuitState after);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source} has used {Used} of the {Units} units of {Name}; the next day begins at {ResetsAt}")]
    private static partial void LogNearlyUsed(ILogger logger, string source, int used, int units, string name, DateTimeOffset? resetsAt);
}
