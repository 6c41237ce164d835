using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>What a refused request to an account is answered with.</summary>
internal static class AccountProblems
{
    public static ProblemHttpResult Of(AccountAnswer answer) => answer.Status switch
    {
        AccountStatus.EmailTaken => Problem.Conflict("email_taken", "An account with this e-mail exists."),
        AccountStatus.WrongPassword => InvalidCredentials(),
        AccountStatus.Locked => TooManyAttempts(answer.RetryAfterSeconds),
        AccountStatus.Busy => Busy(answer.RetryAfterSeconds),
        AccountStatus.RefreshTokenReused => Problem.Of(
            StatusCodes.Status401Unauthorized, "refresh_token_reused", "The refresh token was used before; its session has ended."),
        AccountStatus.RefreshTokenInvalid => InvalidRefreshToken(),
        _ => Problem.NotFound("user_not_found", "There is no such user."),
    };

    public static ProblemHttpResult Of(PasswordVerdict verdict) => verdict.Status switch
    {
        PasswordStatus.Locked => TooManyAttempts(verdict.RetryAfterSeconds),
        PasswordStatus.Busy => Busy(verdict.RetryAfterSeconds),
        _ => InvalidCredentials(),
    };

    public static ProblemHttpResult InvalidCredentials() =>
        Problem.Of(StatusCodes.Status401Unauthorized, "invalid_credentials", "Email or password is incorrect");

    public static ProblemHttpResult InvalidRefreshToken() =>
        Problem.Of(StatusCodes.Status401Unauthorized, "invalid_refresh_token", "The refresh token is not one of an open session.");

    private static ProblemHttpResult TooManyAttempts(int retryAfter) =>
        Problem.Of(StatusCodes.Status429TooManyRequests, "too_many_attempts", "There were too many wrong passwords; try again later.", retryAfter: retryAfter);

    private static ProblemHttpResult Busy(int retryAfter) =>
        Problem.Of(StatusCodes.Status429TooManyRequests, "busy", "Too many passwords wait to be checked; try again shortly.", retryAfter: retryAfter);
}
