using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content;

/// <summary>
/// What this silo knows of the catalogue's version, and who wants to know when it moves. The import announces each
/// commit here; in a cluster so does whoever notices that another silo wrote.
/// </summary>
/// <remarks>Thread safe.</remarks>
public sealed partial class CatalogueChanges(IEnumerable<ICatalogueFollower> followers, ILogger<CatalogueChanges> logger)
{
    private readonly ICatalogueFollower[] _followers = [.. followers];
    private long _version;

    /// <summary>The newest version that was announced; 0 before the first.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Tells the followers that rows up to <paramref name="version"/> are committed, and waits until they have them.</summary>
    /// <remarks>A follower that fails does not undo a commit: it is logged, and catches up with the next announcement.</remarks>
    public async Task AnnounceAsync(long version, CancellationToken cancellationToken)
    {
        for (var known = Version; version > known; known = Version)
        {
            if (Interlocked.CompareExchange(ref _version, version, known) == known)
            {
                break;
            }
        }

        foreach (var follower in _followers)
        {
            try
            {
                await follower.FollowAsync(version, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogFollowerFailed(logger, fault, follower.GetType().Name, version);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Follower} could not follow the catalogue to version {Version}; it will with the next change")]
    private static partial void LogFollowerFailed(ILogger logger, Exception fault, string follower, long version);
}

/// <summary>Something in this silo that mirrors the catalogue, such as the search index.</summary>
public interface ICatalogueFollower
{
    /// <summary>Takes in everything that was written up to <paramref name="version"/>; completes when it can be seen.</summary>
    Task FollowAsync(long version, CancellationToken cancellationToken);
}
