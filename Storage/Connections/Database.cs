using MediaGateway.Grains.Interfaces;
using Npgsql;

namespace MediaGateway.Storage.Connections;

/// <summary>
/// The one way to the database for everything in this room. Refuses at once while it is down, and turns what the
/// driver throws at an outage into <see cref="StorageUnavailableException"/>. Safe for use by many threads.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly Lazy<NpgsqlDataSource> _source;
    private readonly Lazy<NpgsqlDataSource> _unpooled;

    /// <summary>A database that is reached by the connection string that <paramref name="connectionString"/> gives when it is first needed.</summary>
    public Database(Func<string> connectionString, DatabaseOptions options, DatabaseGate gate)
    {
        Gate = gate;
        _source = new(() => Build(connectionString(), options, pooling: true));
        _unpooled = new(() => Build(connectionString(), options, pooling: false));
    }

    /// <summary>Whether it can be used.</summary>
    public DatabaseGate Gate { get; }

    /// <summary>Where it is, for people.</summary>
    internal string Place
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(Source.ConnectionString);
            return $"{settings.Host}:{settings.Port}";
        }
    }

    /// <summary>The driver's side of it, which knows nothing of the gate.</summary>
    internal NpgsqlDataSource Source => _source.Value;

    /// <summary>Does something on a connection of the pool.</summary>
    /// <exception cref="StorageUnavailableException">The database is down or did not answer in time; whether it did what was asked is not known.</exception>
    /// <exception cref="PostgresException">The statement was at fault.</exception>
    public async Task<T> UseAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        Gate.ThrowIfClosed();
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await use(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (AsUnavailable(exception) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>Does something on a connection of the pool.</summary>
    /// <exception cref="StorageUnavailableException">The database is down or did not answer in time; whether it did what was asked is not known.</exception>
    /// <exception cref="PostgresException">The statement was at fault.</exception>
    public Task UseAsync(Func<NpgsqlConnection, CancellationToken, Task> use, CancellationToken cancellationToken) => UseAsync(
        async (connection, token) =>
        {
            await use(connection, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Opens a connection beside the pool, for a session that is kept and has settings of its own.</summary>
    /// <param name="settings">The statements that make these settings.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    internal async Task<NpgsqlConnection> OpenSessionAsync(string settings, CancellationToken cancellationToken)
    {
        Gate.ThrowIfClosed();
        var connection = await _unpooled.Value.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var command = new NpgsqlCommand(settings, connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_unpooled.IsValueCreated) await _unpooled.Value.DisposeAsync().ConfigureAwait(false);
        if (_source.IsValueCreated) await _source.Value.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What callers are told of this exception, and the gate with them; null when it is not about the database's health.</summary>
    internal StorageUnavailableException? AsUnavailable(Exception exception)
    {
        switch (DatabaseFaults.Classify(exception))
        {
            case DatabaseFault.Outage:
                Gate.Close();
                return new("The database cannot be reached.", exception);
            case DatabaseFault.Busy:
                return new("The database did not answer in time.", exception);
            default:
                return null;
        }
    }

    private static NpgsqlDataSource Build(string connectionString, DatabaseOptions options, bool pooling)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "mediagateway",
            Pooling = pooling,
            MaxPoolSize = options.MaxPoolSize,
            Timeout = WholeSeconds(options.ConnectTimeout),
            CommandTimeout = WholeSeconds(options.CommandTimeout),
            // Every statement here leaves the session as it found it.
            NoResetOnClose = true,
            IncludeErrorDetail = false,
        };
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    private static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
