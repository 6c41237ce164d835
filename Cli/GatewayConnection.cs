using System.CommandLine;

namespace MediaGateway.Cli;

/// <summary>How commands reach the gateway.</summary>
public static class GatewayConnection
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>The real network.</summary>
    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>The option that names the gateway.</summary>
    internal static Option<Uri> UrlOption() => new("--url")
    {
        Description = "Where the gateway is.",
        DefaultValueFactory = _ => new Uri(DefaultUrl),
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
            {
                return url;
            }

            result.AddError($"--url must be an address like {DefaultUrl}, not '{text}'.");
            return null;
        },
    };

    /// <summary>A client for one command; how long it may take is the command's matter.</summary>
    internal static HttpClient CreateClient(Uri url, Func<HttpMessageHandler> createHandler) => new(createHandler())
    {
        BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
