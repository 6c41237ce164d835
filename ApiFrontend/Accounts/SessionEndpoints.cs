using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts.Authentication;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>Accounts and their sessions: registering, signing in, and what a token is worth.</summary>
public static class SessionEndpoints
{
    private const string TokenType = "Bearer";

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/auth").WithTags("Accounts").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/register", RegisterAsync).AllowAnonymous().Idempotent().WithSummary("Makes an account.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapPost("/login", LoginAsync).AllowAnonymous().WithSummary("Opens a session.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapPost("/refresh", RefreshAsync).AllowAnonymous().WithSummary("Exchanges a refresh token for new tokens.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
        group.MapPost("/logout", LogoutAsync).RequireAuthorization().WithSummary("Ends the session that the token belongs to.");
        group.MapPost("/validate", Validate).RequireAuthorization(Policies.AnyCaller).WithSummary("Says what the token stands for.");
        group.MapPost("/ticket", IssueTicketAsync).RequireAuthorization().WithSummary("Gives a ticket for the URL of a WebSocket.");
        routes.MapGet("/.well-known/jwks.json", ReadKeysAsync).AllowAnonymous().WithTags("Accounts")
            .WithSummary("The public keys of access tokens (RFC 7517).").Produces<string>(StatusCodes.Status200OK, "application/jwk-set+json");
        return routes;
    }

    private static async Task<Results<Created<RegisterResponse>, ProblemHttpResult>> RegisterAsync(
        RegisterRequest request, IGrainFactory grains, NewIds ids, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var email = faults.Email(request.Email);
        faults.Password(request.Password);
        faults.Required("name", request.Name);
        faults.Name(request.Name);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var userId = ids.Next("user");
        var answer = await grains.GetGrain<IUserAccountGrain>(userId).RegisterAsync(email!.Value, request.Password!, request.Name!, cancellationToken);
        return answer is { Status: AccountStatus.Done, Tokens: { } tokens }
            ? TypedResults.Created("/api/v1/me", new RegisterResponse(userId, tokens.AccessToken, TokenType, tokens.ExpiresInSeconds, tokens.RefreshToken))
            : AccountProblems.Of(answer);
    }

    private static async Task<Results<Ok<LoginResponse>, ProblemHttpResult>> LoginAsync(
        LoginRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var email = faults.Email(request.Email);
        faults.Text("password", request.Password, 1, AccountRules.MaxPasswordLength);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var verdict = await grains.GetGrain<IAccountGrain>(email!.Value).VerifyPasswordAsync(request.Password!, cancellationToken);
        if (verdict is not { Status: PasswordStatus.Right, UserId: { } userId })
        {
            return AccountProblems.Of(verdict);
        }

        return Answer(await grains.GetGrain<IUserAccountGrain>(userId).OpenSessionAsync(email.Value, verdict.CredentialVersion, cancellationToken));
    }

    private static async Task<Results<Ok<LoginResponse>, ProblemHttpResult>> RefreshAsync(
        RefreshRequest request, IGrainFactory grains, SessionWatch sessions, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        if (!faults.Text("refresh_token", request.RefreshToken, 1, AccountRules.MaxTokenLength))
        {
            return faults.ToProblem();
        }

        if (!RefreshToken.TryParse(request.RefreshToken!, out var token))
        {
            return AccountProblems.InvalidRefreshToken();
        }

        var answer = await grains.GetGrain<IUserAccountGrain>(token.UserId).RefreshAsync(request.RefreshToken!, cancellationToken);
        sessions.End(token.UserId, answer.EndedSessions ?? []);
        return answer.Status is AccountStatus.NotFound ? AccountProblems.InvalidRefreshToken() : Answer(answer);
    }

    private static async Task<NoContent> LogoutAsync(ClaimsPrincipal caller, IGrainFactory grains, SessionWatch sessions, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IUserAccountGrain>(caller.UserId()).EndSessionAsync(caller.SessionId(), cancellationToken);
        sessions.End(caller.UserId(), [caller.SessionId()]);
        return TypedResults.NoContent();
    }

    private static Ok<ValidateResponse> Validate(ClaimsPrincipal caller) =>
        TypedResults.Ok(new ValidateResponse(Valid: true, caller.FindFirstValue(CallerIdentity.SubjectClaim), caller.RoleNames()));

    private static async Task<Ok<TicketResponse>> IssueTicketAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var ticket = OpaqueToken.Create(OpaqueToken.TicketPrefix);
        var holder = new TicketHolder(caller.UserId(), caller.FindFirstValue(CallerIdentity.EmailClaim) ?? "", caller.RoleNames(), caller.SessionId());
        await grains.GetGrain<ITicketGrain>(OpaqueToken.Hash(ticket)).IssueAsync(holder, cancellationToken);
        return TypedResults.Ok(new TicketResponse(ticket, TicketHolder.LifetimeSeconds));
    }

    private static async Task<ContentHttpResult> ReadKeysAsync(HttpResponse response, SigningKeySource keys, CancellationToken cancellationToken)
    {
        var set = await keys.GetAsync(cancellationToken);
        // A new key is shown an hour before it signs, so an answer this old still has every key that is in use.
        response.Headers.CacheControl = "public, max-age=600";
        return TypedResults.Text(set.ToJson(), "application/jwk-set+json");
    }

    private static Results<Ok<LoginResponse>, ProblemHttpResult> Answer(AccountAnswer answer) =>
        answer is { Status: AccountStatus.Done, Tokens: { } tokens, Profile: { } profile }
            ? TypedResults.Ok(new LoginResponse(
                tokens.AccessToken, TokenType, tokens.ExpiresInSeconds, tokens.RefreshToken, new SignedInUser(profile.UserId, profile.Email, profile.Name, profile.Roles)))
            : AccountProblems.Of(answer);
}
