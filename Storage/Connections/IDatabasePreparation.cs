using Npgsql;

namespace MediaGateway.Storage.Connections;

/// <summary>Something that must have been done to a database before it is used. It may run any number of times.</summary>
internal interface IDatabasePreparation
{
    /// <summary>Its place among the others, the least first.</summary>
    int Order { get; }

    /// <summary>Does it.</summary>
    /// <exception cref="DatabaseRefusedException">This database cannot be used by this gateway.</exception>
    Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken);
}
