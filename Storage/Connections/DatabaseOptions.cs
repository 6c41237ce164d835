using System.ComponentModel.DataAnnotations;

namespace MediaGateway.Storage.Connections;

/// <summary>How the gateway uses its database.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>The server to use.</summary>
    /// <value>Null or empty (the default): the gateway runs a PostgreSQL of its own in <see cref="DataDirectory"/>.</value>
    public string? ConnectionString { get; set; }

    /// <summary>The directory below which the gateway keeps what it stores itself.</summary>
    /// <value><c>data</c> in the working directory by default.</value>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Whose rows these are, where several gateways share a database: it names the states and reminders of grains.</summary>
    /// <value><c>media-gateway</c> by default; at most 150 characters. Another one makes every grain begin anew.</value>
    [Required, StringLength(150)]
    public string ServiceId { get; set; } = "media-gateway";

    /// <summary>The most connections that are open at once.</summary>
    /// <value>24 by default, from 4 to 500.</value>
    [Range(4, 500)]
    public int MaxPoolSize { get; set; } = 24;

    /// <summary>How long a caller waits for a connection, be it new or from the pool.</summary>
    /// <value>3 seconds by default, from 1 to 60; whole seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one command may take.</summary>
    /// <value>10 seconds by default, from 1 second to 10 minutes; whole seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the host waits at its start for a database that does not answer. A single node then comes up without it, live and
    /// not ready; a process of a cluster ends.
    /// </summary>
    /// <value>15 seconds by default, 60 for the processes of a cluster; from 0 to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StartPatience { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a database that is down is tried again. At a start the pauses grow to ten times as long.</summary>
    /// <value>Half a second by default, from 10 ms to a minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a database that nobody complains about is looked at.</summary>
    /// <value>5 seconds by default, from 10 ms to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the host ends when the database did not answer within <see cref="StartPatience"/>, for it can do nothing without.</summary>
    internal bool MustAnswer { get; set; }

    /// <summary>Whether the gateway runs its own server.</summary>
    public bool IsEmbedded => string.IsNullOrWhiteSpace(ConnectionString);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsEmbedded) yield break;
        if (!TryParse(out var problem)) yield return new($"The connection string is not one of PostgreSQL: {problem}", [nameof(ConnectionString)]);
    }

    private bool TryParse(out string? problem)
    {
        try
        {
            problem = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString).Host is { Length: > 0 } ? null : "it names no host.";
        }
        catch (ArgumentException malformed)
        {
            problem = malformed.Message;
        }
        return problem is null;
    }
}
