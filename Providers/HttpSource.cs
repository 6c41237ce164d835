using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Sources;
using MediaGateway.Providers.Credentials;
using MediaGateway.Providers.Http;

namespace MediaGateway.Providers;

/// <summary>A source that is asked over HTTP in its protocol.</summary>
/// <param name="protocol">How it is spoken to.</param>
/// <param name="terms">How it may be called.</param>
/// <param name="http">Sends the calls.</param>
/// <param name="address">Where it is.</param>
/// <param name="credentials">What is sent with a call, by the name of the key; empty where the source is not configured.</param>
/// <param name="gate">Whether an address may be called at all; null where nobody says otherwise.</param>
/// <param name="time">Tells when an answer came.</param>
internal sealed class HttpSource(
    IUpstreamProtocol protocol,
    SourceTerms terms,
    UpstreamHttp http,
    Uri address,
    IReadOnlyDictionary<string, ICredential> credentials,
    IAddressGate? gate,
    TimeProvider time) : ISource
{
    public SourceTerms Terms => terms;

    public IReadOnlyList<string> Keys { get; } = [.. credentials.Keys];

    public bool CanAnswer(SourceQuery query) => protocol.CanAnswer(query);

    public async Task<SourceReply> AskAsync(SourceQuery query, string key, CancellationToken cancellationToken)
    {
        var credential = credentials[key];
        if (await credential.GetAsync(cancellationToken).ConfigureAwait(false) is not { } secret)
        {
            return SourceReply.Of(SourceOutcome.Failed, "no access token is to be had");
        }

        var reply = await SendAsync(query, secret, cancellationToken).ConfigureAwait(false);
        // Once, with a new token: a key that is refused stays refused.
        return reply.Outcome is SourceOutcome.Unauthorized
            && credential.Renew(secret)
            && await credential.GetAsync(cancellationToken).ConfigureAwait(false) is { } renewed
            ? await SendAsync(query, renewed, cancellationToken).ConfigureAwait(false)
            : reply;
    }

    private async Task<SourceReply> SendAsync(SourceQuery query, string secret, CancellationToken cancellationToken)
    {
        using var request = protocol.RequestFor(query, secret);
        request.RequestUri = new Uri(address, request.RequestUri!);
        if (gate is not null && !await gate.AllowsAsync(request.RequestUri, cancellationToken).ConfigureAwait(false))
        {
            return SourceReply.Of(SourceOutcome.Refused, "the site's robots.txt does not allow it");
        }

        var reply = await http.SendAsync(request, terms.Timeout, cancellationToken).ConfigureAwait(false);
        return protocol.Read(query, reply, time.GetUtcNow()) with { UpstreamTime = reply.Date };
    }
}

/// <summary>Says whether an address may be called.</summary>
internal interface IAddressGate
{
    /// <summary>Whether it may.</summary>
    ValueTask<bool> AllowsAsync(Uri address, CancellationToken cancellationToken);
}
