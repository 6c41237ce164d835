using MediaGateway.Domain.Sources;

namespace MediaGateway.Grains.Sources;

/// <summary>
/// One upstream API, as a way to ask it: it builds the request, sends it once, and maps what comes back. Whether a call may
/// be sent, and with which key, is for its grain to say; so are retries, circuits and caches.
/// </summary>
public interface ISource
{
    /// <summary>How it may be called, and what is owed to it.</summary>
    SourceTerms Terms { get; }

    /// <summary>The names of its keys, never the keys: what its limits are counted by. Empty where the source is not configured.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Whether the source can be asked this.</summary>
    bool CanAnswer(SourceQuery query);

    /// <summary>Sends one call. What goes wrong upstream is in the reply; it throws only where the wait is ended.</summary>
    /// <param name="query">What <see cref="CanAnswer"/> has accepted.</param>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<SourceReply> AskAsync(SourceQuery query, string key, CancellationToken cancellationToken);
}
