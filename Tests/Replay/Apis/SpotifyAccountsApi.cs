using System.Globalization;
using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>Where Spotify gives tokens to programs that show their id and secret (RFC 6749, section 4.4). Any will do here.</summary>
internal sealed class SpotifyAccountsApi : IReplayedApi
{
    private const int LifetimeSeconds = 3600;

    private int _tokens;

    /// <inheritdoc/>
    public string Source => "spotify_accounts";

    /// <inheritdoc/>
    public string Prefix => "spotify-accounts";

    /// <inheritdoc/>
    public Answer AnswerTo(Question question) => question switch
    {
        { Path: not ["api", "token"] } => this.Unknown(),
        { Method: not "POST" } => this.Refuse(405, "Method not allowed"),
        _ when question.Form["grant_type"] != "client_credentials" => Fault("unsupported_grant_type", "grant_type must be client_credentials"),
        _ when !IsProgram(question) => Fault("invalid_client", "Invalid client"),
        _ => Answer.Of(new JsonObject { ["access_token"] = NextToken(), ["token_type"] = "Bearer", ["expires_in"] = LifetimeSeconds }),
    };

    /// <inheritdoc/>
    public JsonNode Refusal(int status, string message) =>
        new JsonObject { ["error"] = status >= 500 ? "server_error" : "invalid_request", ["error_description"] = message };

    private static bool IsProgram(Question question) =>
        question.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.Ordinal)
        || (question.Form["client_id"].Count == 1 && question.Form["client_secret"].Count == 1);

    private static Answer Fault(string error, string description) =>
        new(400, new JsonObject { ["error"] = error, ["error_description"] = description });

    private string NextToken() => string.Create(CultureInfo.InvariantCulture, $"replay-token-{Interlocked.Increment(ref _tokens)}");
}
