using System.Security.Claims;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>What a request's principal says about who is calling.</summary>
public static class CallerIdentity
{
    /// <summary>The claim that holds the user id.</summary>
    public const string SubjectClaim = "sub";

    /// <summary>The claim that holds the session id.</summary>
    public const string SessionClaim = "sid";

    /// <summary>The claim that holds the e-mail address.</summary>
    public const string EmailClaim = "email";

    /// <summary>The claim that holds one role; there is one claim for each.</summary>
    public const string RoleClaim = "roles";

    /// <summary>The claim that holds the id of the user whose playback a player reports.</summary>
    public const string PlayerOfClaim = "player_of";

    /// <summary>The claim that holds the playback session that a player may report.</summary>
    public const string PlaybackSessionClaim = "playback_session";

    /// <summary>The id of the user who is calling.</summary>
    /// <exception cref="InvalidOperationException">The caller has no account, so the route lacks the default policy.</exception>
    public static string UserId(this ClaimsPrincipal principal) =>
        principal.FindFirst(SubjectClaim)?.Value
        ?? throw new InvalidOperationException("The route asks for a user id, but lets in callers who have none.");

    /// <summary>The id of the user who is calling; null where the caller has no account.</summary>
    public static string? FindUserId(this ClaimsPrincipal principal) => principal.FindFirst(SubjectClaim)?.Value;

    /// <summary>The id of the session that the caller's token belongs to.</summary>
    /// <exception cref="InvalidOperationException">The caller has no account, so the route lacks the default policy.</exception>
    public static string SessionId(this ClaimsPrincipal principal) =>
        principal.FindFirst(SessionClaim)?.Value
        ?? throw new InvalidOperationException("The route asks for a session, but lets in callers who have none.");

    /// <summary>The user whose playback session a caller may report: the caller, or the one for whom a player with the session's own token reports. Null when it is neither.</summary>
    public static string? ReporterOf(this ClaimsPrincipal principal, string playbackSessionId) =>
        principal.FindFirst(SubjectClaim)?.Value
        ?? (principal.HasClaim(PlaybackSessionClaim, playbackSessionId) ? principal.FindFirst(PlayerOfClaim)?.Value : null);

    /// <summary>The caller's roles.</summary>
    public static IReadOnlyList<string> RoleNames(this ClaimsPrincipal principal) =>
        [.. principal.FindAll(RoleClaim).Select(claim => claim.Value)];
}
