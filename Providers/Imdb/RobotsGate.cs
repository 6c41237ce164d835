using System.Text;
using MediaGateway.Providers.Http;

namespace MediaGateway.Providers.Imdb;

/// <summary>Keeps to a site's <c>robots.txt</c>, which is read again every day, and soon again where it could not be read.</summary>
internal sealed class RobotsGate(UpstreamHttp http, Uri site, string productToken, string userAgent, TimeProvider time) : IAddressGate, IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan DoubtfulFor = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private (RobotsRules Rules, DateTimeOffset Until)? _known;

    public async ValueTask<bool> AllowsAsync(Uri address, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_known is not { } known || time.GetUtcNow() >= known.Until)
            {
                _known = known = await ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            return known.Rules.Allows(productToken, address.PathAndQuery);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<(RobotsRules, DateTimeOffset)> ReadAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, "/robots.txt"));
        request.Headers.UserAgent.ParseAdd(userAgent);
        var reply = await http.SendAsync(request, Timeout, cancellationToken).ConfigureAwait(false);
        var rules = RobotsRules.Of(reply.Status, Encoding.UTF8.GetString(reply.Body.Span));
        return (rules, time.GetUtcNow() + (reply.Status is >= 200 and < 500 ? GoodFor : DoubtfulFor));
    }
}
