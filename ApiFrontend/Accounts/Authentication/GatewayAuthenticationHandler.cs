using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>The framework's way into <see cref="CredentialReader"/>, and the answers for those whom it does not let in.</summary>
internal sealed class GatewayAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    CredentialReader credentials) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string SchemeName = "Gateway";

    private CredentialOutcome _outcome = CredentialOutcome.Absent;

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var reading = await credentials.ReadAsync(Request);
        _outcome = reading.Outcome;
        return reading switch
        {
            { Principal: { } principal } => AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName)),
            { Outcome: CredentialOutcome.Absent } => AuthenticateResult.NoResult(),
            _ => AuthenticateResult.Fail(reading.Outcome.ToString()),
        };
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        switch (_outcome)
        {
            case CredentialOutcome.Malformed:
                return AuthenticationProblem.MalformedToken().ExecuteAsync(Context);
            case CredentialOutcome.Absent:
                Response.Headers.WWWAuthenticate = AuthenticationProblem.Challenge;
                return AuthenticationProblem.MissingToken().ExecuteAsync(Context);
            default:
                Response.Headers.WWWAuthenticate = AuthenticationProblem.InvalidTokenChallenge;
                return AuthenticationProblem.InvalidToken().ExecuteAsync(Context);
        }
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AuthenticationProblem.Forbidden().ExecuteAsync(Context);
}
