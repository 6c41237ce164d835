using MediaGateway.ApiFrontend.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>The answers for those who are not let in.</summary>
internal static class AuthenticationProblem
{
    /// <summary>What a 401 asks for when there was no token (RFC 6750).</summary>
    public const string Challenge = "Bearer realm=\"API\"";

    /// <summary>What a 401 asks for when the token is not good.</summary>
    public const string InvalidTokenChallenge = "Bearer realm=\"API\", error=\"invalid_token\"";

    /// <summary>400: what came is no token.</summary>
    public static ProblemHttpResult MalformedToken() => Problem.Of(StatusCodes.Status400BadRequest, "malformed_token", "Malformed authorization token");

    /// <summary>401: nothing came.</summary>
    public static ProblemHttpResult MissingToken() => Problem.Of(StatusCodes.Status401Unauthorized, "missing_token", "An access token is needed");

    /// <summary>401: what came is not good, or not any more.</summary>
    public static ProblemHttpResult InvalidToken() => Problem.Of(StatusCodes.Status401Unauthorized, "invalid_token", "The access token is invalid or has expired");

    /// <summary>403: known, but not allowed.</summary>
    public static ProblemHttpResult Forbidden() => Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "The caller's role does not allow this");
}
