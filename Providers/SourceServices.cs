using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Sources;
using MediaGateway.Providers.AppleMusic;
using MediaGateway.Providers.Credentials;
using MediaGateway.Providers.Direct;
using MediaGateway.Providers.Gracenote;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Imdb;
using MediaGateway.Providers.JustWatch;
using MediaGateway.Providers.Spotify;
using MediaGateway.Providers.StreamingAvailability;
using MediaGateway.Providers.Tmdb;
using MediaGateway.Providers.Watchmode;
using MediaGateway.Providers.YouTube;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MediaGateway.Providers;

/// <summary>Registers the sources. A new one is one line of <see cref="Protocols"/>, beside its terms in <c>sources.json</c>.</summary>
public static class SourceServices
{
    private const string ClientName = "upstream";
    private const string Anonymous = "anonymous";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly Uri SpotifyTokens = new("https://accounts.spotify.com/api/token");

    /// <summary>Every source that the gateway can speak to.</summary>
    internal static IReadOnlyList<IUpstreamProtocol> Protocols { get; } =
    [
        new StreamingAvailabilityProtocol(),
        new WatchmodeProtocol(),
        new JustWatchProtocol(),
        new TmdbProtocol(),
        new ImdbProtocol(),
        new GracenoteProtocol(),
        new YouTubeProtocol(),
        new SpotifyProtocol(),
        new AppleMusicProtocol(),
        .. DirectPlatform.All.Select(platform => new DirectProtocol(platform)),
    ];

    /// <summary>Sources that take no key: they are asked only where the configuration says so.</summary>
    private static readonly string[] Keyless = ["imdb", "justwatch"];

    /// <summary>Adds all sources, each configured or not.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient(ClientName)
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                // A redirect is a call of its own, and no call is made without a permit.
                AllowAutoRedirect = false,
                ConnectTimeout = ConnectTimeout,
                PooledConnectionLifetime = ConnectionLifetime,
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                UseCookies = false,
            })
            // Their lines hold addresses, and addresses hold keys.
            .RemoveAllLoggers();
        foreach (var protocol in Protocols)
        {
            var options = OptionsOf(protocol.SourceId, configuration);
            services.AddSingleton<ISource>(provider => Create(
                protocol, options, provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName), provider.GetRequiredService<TimeProvider>()));
        }

        return services;
    }

    /// <summary>A source as it is configured.</summary>
    internal static ISource Create(IUpstreamProtocol protocol, SourceOptions options, HttpClient client, TimeProvider time)
    {
        var http = new UpstreamHttp(client, time);
        var address = options.Address is { } given ? WithSlash(given) : protocol.Address;
        var gate = protocol is ImdbProtocol ? new RobotsGate(http, address, ImdbProtocol.ProductToken, ImdbProtocol.UserAgent, time) : null;
        return new HttpSource(protocol, TermsOf(protocol.SourceId, options), http, address, CredentialsOf(protocol, options, http, time), gate, time);
    }

    // Without it the last part of the address would be replaced by what is called below it.
    private static Uri WithSlash(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;

    private static Dictionary<string, ICredential> CredentialsOf(IUpstreamProtocol protocol, SourceOptions options, UpstreamHttp http, TimeProvider time)
    {
        var isKeyless = Keyless.Contains(protocol.SourceId);
        if (!(options.Enabled ?? options.Keys.Count > 0))
        {
            return [];
        }

        return isKeyless && options.Keys.Count == 0
            ? new Dictionary<string, ICredential> { [Anonymous] = new FixedKey("") }
            : options.Keys.Select((key, place) => (Name: $"key-{place + 1}", Credential: CredentialOf(protocol, key, options, http, time)))
                .ToDictionary(key => key.Name, key => key.Credential);
    }

    private static ICredential CredentialOf(IUpstreamProtocol protocol, string key, SourceOptions options, UpstreamHttp http, TimeProvider time) =>
        protocol is SpotifyProtocol && key.Split(':', 2) is [var clientId, var clientSecret]
            ? new ClientCredentials(http, options.TokenAddress ?? SpotifyTokens, clientId, clientSecret, time)
            : new FixedKey(key);

    private static SourceTerms TermsOf(string source, SourceOptions options)
    {
        var terms = SourceDirectory.Find(source) ?? throw new InvalidOperationException($"sources.json has no terms of {source}.");
        return terms.Quota is { } quota
            ? terms with { Quota = quota with { Units = options.DailyUnits ?? quota.Units, Zone = options.QuotaZone ?? quota.Zone } }
            : options.DailyUnits is { } units ? terms with { Quota = new QuotaTerms { Units = units, Zone = options.QuotaZone ?? "UTC" } }
            : terms;
    }

    private static SourceOptions OptionsOf(string source, IConfiguration configuration)
    {
        var options = new SourceOptions();
        try
        {
            configuration.GetSection($"{SourceOptions.Root}:{source}").Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new OptionsValidationException(source, typeof(SourceOptions), [unreadable.Message]);
        }

        return options.FaultOf(source) is { } fault ? throw new OptionsValidationException(source, typeof(SourceOptions), [fault]) : options;
    }
}
