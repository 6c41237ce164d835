using System.Security.Claims;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>Makes the principals that requests run as. They are shared between requests: nobody changes one.</summary>
internal static class CallerPrincipal
{
    private const string AuthenticationType = "Bearer";

    /// <summary>Somebody who has an account.</summary>
    public static ClaimsPrincipal ForUser(string userId, string email, IEnumerable<string> roles, string sessionId) => Make(
    [
        new Claim(CallerIdentity.SubjectClaim, userId),
        new Claim(CallerIdentity.EmailClaim, email),
        new Claim(CallerIdentity.SessionClaim, sessionId),
        .. roles.Select(role => new Claim(CallerIdentity.RoleClaim, role)),
    ]);

    /// <summary>Whoever holds the admin token: no account, but the role.</summary>
    public static ClaimsPrincipal ForOperator() => Make([new Claim(CallerIdentity.RoleClaim, Roles.Admin)]);

    /// <summary>A player with the token of one playback session: no account's rights, but whose session it is.</summary>
    public static ClaimsPrincipal ForPlayer(string userId, string playbackSessionId) => Make(
    [
        new Claim(CallerIdentity.PlayerOfClaim, userId),
        new Claim(CallerIdentity.PlaybackSessionClaim, playbackSessionId),
    ]);

    private static ClaimsPrincipal Make(IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity(claims, AuthenticationType, CallerIdentity.SubjectClaim, CallerIdentity.RoleClaim));
}
