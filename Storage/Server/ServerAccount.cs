namespace MediaGateway.Storage.Server;

/// <summary>The operating system user that PostgreSQL runs as.</summary>
/// <param name="UserName">Its name; null when PostgreSQL runs as the gateway's own user.</param>
public readonly record struct ServerAccount(string? UserName)
{
    private const string PasswordFile = "/etc/passwd";

    /// <summary>The gateway's own user, unless that is root: PostgreSQL refuses to run as root.</summary>
    /// <exception cref="ServerStartException">The gateway is root and there is no other user to run as.</exception>
    public static ServerAccount Resolve(string? configured)
    {
        if (!Environment.IsPrivilegedProcess) return new(null);
        string[] wanted = configured is null ? ["postgres", "nobody"] : [configured];
        var known = File.ReadLines(PasswordFile).Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return Array.Find(wanted, known.Contains) is { } found
            ? new(found)
            : throw new ServerStartException($"PostgreSQL does not run as root, and there is no user {string.Join(" or ", wanted)} in {PasswordFile}.");
    }
}
