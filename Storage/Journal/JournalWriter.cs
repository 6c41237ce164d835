using System.Threading.Channels;
using MediaGateway.Grains.Users;
using MediaGateway.Storage.Connections;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaGateway.Storage.Journal;

/// <summary>
/// Writes the appends of its share of the users. While one batch is being committed the next one gathers by itself, so
/// batches grow with the load and a lone append never waits for company.
/// <para>
/// A batch has each user at most once; a second append of a user waits for the next batch, in order. When the database
/// refuses a batch because of something in it, the halves are tried separately, so that one bad append costs the others
/// a few round trips and nothing more.
/// </para>
/// </summary>
internal sealed partial class JournalWriter(
    Database database,
    JournalOptions options,
    Action<PendingAppend> done,
    JournalTelemetry telemetry,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private readonly Channel<PendingAppend> _queue = Channel.CreateUnbounded<PendingAppend>(new() { SingleReader = true });
    private readonly Queue<PendingAppend> _heldBack = new();
    private readonly int _timeoutSeconds = (int)Math.Ceiling(options.CommitTimeout.TotalSeconds);
    private NpgsqlConnection? _connection;
    private int _opening;
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Puts an append into the queue; false when the journal has stopped.</summary>
    public bool TryEnqueue(PendingAppend append) => _queue.Writer.TryWrite(append);

    /// <summary>Takes no more, and completes when everything that was taken has its outcome.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _loop;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await DropConnectionAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingAppend>(options.MaxBatchAppends);
        while (_heldBack.Count > 0 || await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Gather(batch);
            if (batch.Count == 0) continue;
            await WriteAsync(batch).ConfigureAwait(false);
            // Those who were answered run first: what they append next then shares one batch, instead of the first of them
            // having one to itself while all the others wait for it.
            if (batch.Count > 1) await Task.Yield();
            batch.Clear();
        }
    }

    private void Gather(List<PendingAppend> batch)
    {
        var users = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0;
        // Those held back came first. Each is looked at once and may be held back again, in the same order.
        for (var held = _heldBack.Count; held > 0; held--) Consider(_heldBack.Dequeue());
        while (HasRoom() && _queue.Reader.TryRead(out var next)) Consider(next);

        bool HasRoom() => batch.Count < options.MaxBatchAppends && bytes < options.MaxBatchBytes;

        void Consider(PendingAppend append)
        {
            if (!HasRoom() || users.Contains(append.Append.UserId)) _heldBack.Enqueue(append);
            else if (append.TryTake())
            {
                users.Add(append.Append.UserId);
                batch.Add(append);
                bytes += append.Bytes;
            }
            else done(append);
        }
    }

    /// <summary>Writes a batch and gives each append its outcome; never throws.</summary>
    private async Task WriteAsync(List<PendingAppend> batch)
    {
        using var span = JournalTelemetry.StartCommit(batch);
        var started = time.GetTimestamp();
        try
        {
            var connection = await ConnectAsync().ConfigureAwait(false);
            var won = await AppendStatement.ExecuteAsync(connection, [.. batch.Select(pending => pending.Append)], _timeoutSeconds, CancellationToken.None).ConfigureAwait(false);
            telemetry.Committed(batch.Count, time.GetElapsedTime(started));
            for (var i = 0; i < batch.Count; i++) Finish(batch[i], won[i] ? AppendOutcome.Committed : AppendOutcome.Clash);
        }
        catch (PostgresException refusal) when (DatabaseFaults.Classify(refusal) == DatabaseFault.Statement)
        {
            await WriteHalvesAsync(batch, refusal).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var unavailable = new JournalUnavailableException("The journal's database did not answer; whether the entries were written is not known.", database.AsUnavailable(failure) ?? failure);
            LogBatchFailed(failure, batch.Count);
            foreach (var pending in batch) Fail(pending, unavailable);
            await DropConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task WriteHalvesAsync(List<PendingAppend> batch, PostgresException refusal)
    {
        if (batch.Count > 1)
        {
            var middle = batch.Count / 2;
            await WriteAsync([.. batch.Take(middle)]).ConfigureAwait(false);
            await WriteAsync([.. batch.Skip(middle)]).ConfigureAwait(false);
            return;
        }
        // An operation that is remembered already, an entry whose number is taken, or another silo that was in the way:
        // the caller's view is out of date.
        if (refusal.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure) Finish(batch[0], AppendOutcome.Clash);
        else
        {
            LogRefused(refusal.SqlState, refusal.MessageText);
            Fail(batch[0], new JournalRefusedException($"The database refuses the entries: {refusal.MessageText} ({refusal.SqlState}).", refusal));
        }
    }

    private void Finish(PendingAppend pending, AppendOutcome outcome)
    {
        done(pending);
        telemetry.Count(outcome == AppendOutcome.Committed ? "committed" : "clash");
        pending.Complete(outcome);
    }

    private void Fail(PendingAppend pending, Exception exception)
    {
        done(pending);
        telemetry.Count(exception is JournalRefusedException ? "refused" : "unavailable");
        pending.Fail(exception);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        database.Gate.ThrowIfClosed();
        // What was opened before the last outage is broken.
        if (_opening != database.Gate.Openings) await DropConnectionAsync().ConfigureAwait(false);
        _opening = database.Gate.Openings;
        return _connection ??= await database.OpenSessionAsync(AppendStatement.SessionSettings, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task DropConnectionAsync()
    {
        if (_connection is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} appends failed")]
    private partial void LogBatchFailed(Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused an append: {SqlState} {Reason}")]
    private partial void LogRefused(string sqlState, string reason);
}
