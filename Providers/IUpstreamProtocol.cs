using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;

namespace MediaGateway.Providers;

/// <summary>
/// How one upstream API is spoken: what a question looks like as a request, and what its answer says. It is pure: it sends
/// nothing, and tells no time.
/// </summary>
public interface IUpstreamProtocol
{
    /// <summary>What the gateway calls the source; its records carry this name.</summary>
    string SourceId { get; }

    /// <summary>Where the API is, with a slash at the end; what requests name is below it.</summary>
    Uri Address { get; }

    /// <summary>Whether the API can be asked this.</summary>
    bool CanAnswer(SourceQuery query);

    /// <summary>The request for a question that <see cref="CanAnswer"/> has accepted, with an address relative to <see cref="Address"/>.</summary>
    /// <param name="query">The question.</param>
    /// <param name="secret">The key or token to send.</param>
    HttpRequestMessage RequestFor(SourceQuery query, string secret);

    /// <summary>What came back.</summary>
    /// <param name="query">The question.</param>
    /// <param name="reply">The answer to it.</param>
    /// <param name="at">When it came.</param>
    SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at);
}
