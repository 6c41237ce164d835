using Microsoft.AspNetCore.Authorization;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>
/// The names of the authorization policies. A route that names none, but asks for authorization, takes the default:
/// a caller with an account (<see cref="CallerIdentity.UserId"/> answers).
/// </summary>
public static class Policies
{
    /// <summary>Only callers with the role <see cref="Roles.Admin"/>, with or without an account.</summary>
    public const string Admin = "admin";

    /// <summary>Any caller who is known: a user, or an operator who holds the admin token and has no account.</summary>
    public const string AnyCaller = "any-caller";

    /// <summary>A user, or a player that has the token of a playback session.</summary>
    public const string Playback = "playback";

    /// <summary>Adds the policies of this class, the default one included.</summary>
    public static void AddTo(AuthorizationOptions options)
    {
        options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireClaim(CallerIdentity.SubjectClaim).Build();
        options.AddPolicy(Admin, policy => policy.RequireRole(Roles.Admin));
        options.AddPolicy(AnyCaller, policy => policy.RequireAssertion(static context =>
            context.User.HasClaim(static claim => claim.Type is CallerIdentity.SubjectClaim) || context.User.IsInRole(Roles.Admin)));
        options.AddPolicy(Playback, policy => policy.RequireAssertion(static context =>
            context.User.HasClaim(static claim => claim.Type is CallerIdentity.SubjectClaim or CallerIdentity.PlaybackSessionClaim)));
    }
}
