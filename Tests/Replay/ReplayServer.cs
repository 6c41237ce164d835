using System.Net;
using MediaGateway.Replay.Apis;
using MediaGateway.Replay.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MediaGateway.Replay;

/// <summary>
/// A server on loopback that answers as the upstream APIs do, fails as they do when it is told to, and counts what it was
/// sent. Each source has a path of its own. It is safe to use from many threads.
/// </summary>
public sealed class ReplayServer : IAsyncDisposable
{
    private const int LargestBody = 64 * 1024;

    private readonly WebApplication _app;
    private readonly Dictionary<string, ReplayedSource> _sources;

    private ReplayServer(WebApplication app, Dictionary<string, ReplayedSource> sources, int port, int brokenPort)
    {
        (_app, _sources) = (app, sources);
        Address = new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), port).Uri;
        BrokenTlsAddress = new UriBuilder(Uri.UriSchemeHttps, IPAddress.Loopback.ToString(), brokenPort).Uri;
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address { get; }

    /// <summary>An <c>https</c> address where plain text is spoken, so that no handshake succeeds.</summary>
    public Uri BrokenTlsAddress { get; }

    /// <summary>The ids of the sources that it speaks for.</summary>
    public IReadOnlyList<string> Sources => [.. _sources.Keys];

    /// <summary>How many requests all sources were sent.</summary>
    public int Count => _sources.Values.Sum(source => source.Count);

    /// <summary>Starts a server.</summary>
    /// <param name="time">Measures its delays and dates its answers; the system's where none is given.</param>
    /// <param name="port">Where it listens; 0 for any port that is free.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ReplayServer> StartAsync(TimeProvider? time = null, int port = 0, CancellationToken cancellationToken = default)
    {
        var sources = Apis().Select(api => new ReplayedSource(api)).ToDictionary(source => source.Api.Source, StringComparer.Ordinal);
        ListenOptions? plain = null, broken = null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, port, listening => plain = listening);
            kestrel.Listen(IPAddress.Loopback, 0, listening => broken = listening);
        });
        var app = builder.Build();
        var pipeline = new ReplayPipeline(
            sources.Values.ToDictionary(source => source.Api.Prefix, StringComparer.Ordinal), new ControlEndpoint(sources), time ?? TimeProvider.System, app.Lifetime.ApplicationStopping);
        app.Run(pipeline.ServeAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ReplayServer(app, sources, plain!.IPEndPoint!.Port, broken!.IPEndPoint!.Port);
    }

    /// <summary>The base address of a source's API, with a slash at the end.</summary>
    /// <exception cref="ArgumentException">There is no such source.</exception>
    public Uri AddressOf(string source) => new(Address, Find(source).Api.Prefix + "/");

    /// <summary>Has a source fail from the next request on.</summary>
    /// <param name="source">The source.</param>
    /// <param name="mode">What it does.</param>
    /// <param name="count">For how many requests; null until it is told otherwise.</param>
    /// <exception cref="ArgumentException">There is no such source, or the count is less than one.</exception>
    public void Fail(string source, FailureMode mode, int? count = null) => Fail(source, new Failure(mode) { Count = count });

    /// <summary>Has a source fail from the next request on.</summary>
    /// <exception cref="ArgumentException">There is no such source, or there can be no such failure.</exception>
    public void Fail(string source, Failure failure)
    {
        if (failure.Fault is { } fault) throw new ArgumentException(fault, nameof(failure));
        Find(source).Failure = failure;
    }

    /// <summary>Has a source answer again.</summary>
    /// <exception cref="ArgumentException">There is no such source.</exception>
    public void Heal(string source) => Find(source).Failure = Failure.None;

    /// <summary>How a source fails at present, with what is left of the count.</summary>
    /// <exception cref="ArgumentException">There is no such source.</exception>
    public Failure FailureOf(string source) => Find(source).Failure;

    /// <summary>The latest 10,000 requests that a source was sent, the oldest first.</summary>
    /// <exception cref="ArgumentException">There is no such source.</exception>
    public IReadOnlyList<ReplayedRequest> Requests(string source) => Find(source).Requests;

    /// <summary>How many requests a source was sent.</summary>
    /// <exception cref="ArgumentException">There is no such source.</exception>
    public int CountOf(string source) => Find(source).Count;

    /// <summary>
    /// Ends when a source has been sent so many requests since the start, and has answered each of the last of them or begun to
    /// wait; so a clock that is moved afterwards is moved for it, too.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such source.</exception>
    public Task ReceivedAsync(string source, int count, CancellationToken cancellationToken = default) =>
        Find(source).BegunAsync(count).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static IEnumerable<IReplayedApi> Apis() =>
        [.. DirectApi.Platforms.Select(platform => new DirectApi(platform)), new TmdbApi(), new SpotifyApi(), new SpotifyAccountsApi(), new StreamingAvailabilityApi(), new YouTubeApi()];

    private ReplayedSource Find(string source) => _sources.TryGetValue(source, out var found)
        ? found
        : throw new ArgumentException($"There is no source '{source}'; there are {string.Join(", ", _sources.Keys)}.", nameof(source));
}
