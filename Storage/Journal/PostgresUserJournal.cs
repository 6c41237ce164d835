using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Users;
using MediaGateway.Storage.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaGateway.Storage.Journal;

/// <summary>
/// The users' logs in PostgreSQL, with group commit.
/// <para>
/// A commit costs a flush to disk, and a flush carries one row as dearly as a thousand. So callers do not write: they
/// queue, and a few writers turn whatever has queued into one statement each (<see cref="AppendStatement"/>). A user
/// always has the same writer, so a user's appends keep their order. Each caller is answered after the commit that its
/// entries were in.
/// </para>
/// <para>
/// Memory is bounded by count and by bytes of what waits and is written; beyond that an append is refused at once.
/// While the database is down everything is refused at once, and what was under way fails with an unknown outcome.
/// </para>
/// </summary>
internal sealed class PostgresUserJournal : IUserJournal, IAsyncDisposable
{
    private readonly Database _database;
    private readonly JournalOptions _options;
    private readonly JournalTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly JournalWriter[] _writers;
    private int _pendingAppends;
    private long _pendingBytes;

    public PostgresUserJournal(Database database, IOptions<JournalOptions> options, JournalTelemetry telemetry, TimeProvider time, ILogger<PostgresUserJournal> logger)
    {
        _database = database;
        _options = options.Value;
        _telemetry = telemetry;
        _time = time;
        _writers = new JournalWriter[_options.Writers];
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i] = new(database, _options, Release, telemetry, time, logger);
            _writers[i].Start();
        }
    }

    /// <inheritdoc/>
    public ValueTask<AppendOutcome> AppendAsync(UserAppend append, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<AppendOutcome>(cancellationToken);
        try
        {
            var pending = Enqueue(append);
            // A commit of a grain is never withdrawn: nothing then needs to resume between the writer and the grain.
            return cancellationToken.CanBeCanceled ? WaitAsync(pending, cancellationToken) : new(pending.Outcome);
        }
        catch (Exception refusal)
        {
            // Told by what is awaited, as all other outcomes are.
            return ValueTask.FromException<AppendOutcome>(refusal);
        }
    }

    private PendingAppend Enqueue(UserAppend append)
    {
        AppendRules.Check(append);
        if (_database.Gate.State != DatabaseState.Ready) throw new JournalUnavailableException("The journal's database is not available; nothing was written.");

        var pending = new PendingAppend(append);
        if (!TryAdmit(pending))
        {
            _telemetry.Count("overloaded");
            throw new JournalOverloadedException("Too many appends are waiting; nothing was written.");
        }
        // The hash of a string differs between processes, which is of no matter: the head is the fence there.
        var writer = _writers[(uint)append.UserId.GetHashCode(StringComparison.Ordinal) % (uint)_writers.Length];
        if (!writer.TryEnqueue(pending))
        {
            Release(pending);
            throw new JournalUnavailableException("The journal has stopped; nothing was written.");
        }
        return pending;
    }

    private static async ValueTask<AppendOutcome> WaitAsync(PendingAppend pending, CancellationToken cancellationToken)
    {
        await using var withdrawal = cancellationToken.Register(() => pending.Withdraw(cancellationToken)).ConfigureAwait(false);
        return await pending.Outcome.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<UserLog> LoadAsync(string userId, CancellationToken cancellationToken) =>
        _database.UseAsync((connection, token) => UserLogQueries.LoadAsync(connection, userId, token), cancellationToken);

    /// <inheritdoc/>
    public Task<LogPart> ReadAsync(string userId, long afterSeq, int limit, CancellationToken cancellationToken) =>
        _database.UseAsync((connection, token) => UserLogQueries.ReadAsync(connection, userId, afterSeq, limit, token), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RememberedOperation>> FindOperationsAsync(string userId, IReadOnlyCollection<string> opIds, CancellationToken cancellationToken)
    {
        // Text that cannot be stored is remembered by nobody.
        string[] possible = [.. opIds.Where(StorableText.Is).Distinct(StringComparer.Ordinal)];
        return possible.Length == 0
            ? []
            : await _database.UseAsync((connection, token) => UserLogQueries.FindOperationsAsync(connection, userId, possible, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long?> FindFirstAtOrAfterAsync(string userId, DateTimeOffset time, CancellationToken cancellationToken) =>
        _database.UseAsync((connection, token) => UserLogQueries.FirstAtOrAfterAsync(connection, userId, time, token), cancellationToken);

    /// <inheritdoc/>
    public Task SaveSnapshotAsync(UserSnapshot snapshot, Compaction compaction, CancellationToken cancellationToken) =>
        _database.UseAsync((connection, token) => UserLogUpkeep.SaveSnapshotAsync(connection, snapshot, compaction, _time.GetUtcNow(), token), cancellationToken);

    /// <inheritdoc/>
    public Task EraseAsync(string userId, CancellationToken cancellationToken) =>
        _database.UseAsync((connection, token) => UserLogUpkeep.EraseAsync(connection, userId, token), cancellationToken);

    /// <inheritdoc/>
    public Task<string> GetEpochAsync(CancellationToken cancellationToken) => _database.UseAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("select epoch from log_epoch", connection);
            return (string?)await command.ExecuteScalarAsync(token).ConfigureAwait(false) ?? throw new StorageUnavailableException("The log has no epoch yet.");
        },
        cancellationToken);

    /// <summary>Takes no more appends, and completes when all that were taken have their outcome.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers) await writer.DisposeAsync().ConfigureAwait(false);
    }

    private bool TryAdmit(PendingAppend pending)
    {
        _telemetry.Accepted();
        var count = Interlocked.Increment(ref _pendingAppends);
        var bytes = Interlocked.Add(ref _pendingBytes, pending.Bytes);
        if (count <= _options.MaxPendingAppends && bytes <= _options.MaxPendingBytes) return true;
        Release(pending);
        return false;
    }

    private void Release(PendingAppend pending)
    {
        _telemetry.Ended();
        Interlocked.Decrement(ref _pendingAppends);
        Interlocked.Add(ref _pendingBytes, -pending.Bytes);
    }
}
