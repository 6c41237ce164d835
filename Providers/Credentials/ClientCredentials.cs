using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Credentials;

/// <summary>
/// Access tokens for a client id and its secret (RFC 6749, section 4.4). One is asked for when there is none, or when the
/// last one ends within a minute; whoever needs it meanwhile waits for the same answer.
/// </summary>
internal sealed class ClientCredentials(UpstreamHttp http, Uri tokenAddress, string clientId, string clientSecret, TimeProvider time) : ICredential, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile AccessToken? _token;

    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (Current() is { } known) return known;
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Current() is { } renewed) return renewed;
            _token = await AskAsync(cancellationToken).ConfigureAwait(false);
            return _token?.Value;
        }
        finally
        {
            _asking.Release();
        }
    }

    public bool Renew(string refused)
    {
        if (_token is { } token && token.Value == refused) _token = null;
        return true;
    }

    public void Dispose() => _asking.Dispose();

    private string? Current() => _token is { } token && time.GetUtcNow() < token.EndsAt - Margin ? token.Value : null;

    private async Task<AccessToken?> AskAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, tokenAddress);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}")));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        var reply = await http.SendAsync(request, Timeout, cancellationToken).ConfigureAwait(false);
        return reply.Outcome is SourceOutcome.Answered ? Read(reply.Body) : null;
    }

    private AccessToken? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var answer = Payload.Of(document.RootElement, new UnmappedFields());
            return answer["access_token"].Text is { } value && answer["expires_in"].Count is > 0 and var seconds
                ? new AccessToken(value, time.GetUtcNow().AddSeconds(seconds))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record AccessToken(string Value, DateTimeOffset EndsAt);
}
