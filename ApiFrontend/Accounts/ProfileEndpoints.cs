using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts.Authentication;
using MediaGateway.ApiFrontend.Alerts;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Alerts;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Alerts;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>The caller's own account: profile, changes, everything that is held, and the end of it.</summary>
public static class ProfileEndpoints
{
    private const string Connected = "connected";

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapProfile(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/me").RequireAuthorization().WithTags("Accounts")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("", ReadAsync).WithSummary("The caller's profile.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPatch("", ChangeAsync).WithSummary("Changes the profile; e-mail and password ask for the current password.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapDelete("", EraseAsync).WithSummary("Removes the account and everything that the gateway holds of the user.");
        group.MapGet("/export", ExportAsync).WithSummary("Everything that the gateway holds of the user.").Produces<IReadOnlyDictionary<string, object?>>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/platforms/{platform}", ConnectAsync).WithSummary("Says that the caller has a service, and which account there.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/platforms/{platform}", DisconnectAsync).WithSummary("Says that the caller has a service no more.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Results<Ok<ConnectedPlatform>, ProblemHttpResult>> ConnectAsync(
        string platform, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken, PlatformAccount? account = null)
    {
        if (PlatformDirectory.Find(platform) is null) return Problem.NotFound("unknown_platform", $"There is no platform {platform}.");
        var faults = new FieldFaults();
        faults.OptionalText("account_id", account?.AccountId, 1, PlatformAccount.MaxAccountIdLength);
        if (faults.Any) return faults.ToProblem();
        var connection = new PlatformConnection(platform, account?.AccountId);
        var answer = await grains.GetGrain<IUserAccountGrain>(caller.UserId()).ConnectPlatformAsync(connection, cancellationToken);
        if (answer is not { Status: AccountStatus.Done, Profile: { } profile }) return AccountProblems.Of(answer);
        await AlertWatch.TellAsync(grains, profile, cancellationToken);
        return TypedResults.Ok(Show(connection));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DisconnectAsync(
        string platform, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (PlatformDirectory.Find(platform) is null) return Problem.NotFound("unknown_platform", $"There is no platform {platform}.");
        var answer = await grains.GetGrain<IUserAccountGrain>(caller.UserId()).DisconnectPlatformAsync(platform, cancellationToken);
        if (answer is not { Status: AccountStatus.Done, Profile: { } profile }) return AccountProblems.Of(answer);
        await AlertWatch.TellAsync(grains, profile, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ProfileResponse>, ProblemHttpResult>> ReadAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.GetGrain<IUserAccountGrain>(caller.UserId()).GetProfileAsync(cancellationToken) is { } profile
            ? TypedResults.Ok(Show(profile))
            : NoSuchUser();

    private static async Task<Results<Ok<ProfileResponse>, ProblemHttpResult>> ChangeAsync(
        ProfileChange change, ClaimsPrincipal caller, IGrainFactory grains, SessionWatch sessions, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        EmailAddress? email = change.Email is null ? null : faults.Email(change.Email);
        if (change.Password is not null)
        {
            faults.Password(change.Password);
        }

        faults.Name(change.Name);
        faults.Preferences(change.Region, change.Languages);
        if (change.Email is not null || change.Password is not null)
        {
            faults.Text("current_password", change.CurrentPassword, 1, AccountRules.MaxPasswordLength);
        }
        else
        {
            faults.OptionalText("current_password", change.CurrentPassword, 1, AccountRules.MaxPasswordLength);
        }

        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var update = new AccountUpdate(
            caller.SessionId(), change.Name, change.Region, change.Languages, change.Maturity, email?.Value, change.Password, change.CurrentPassword);
        var answer = await grains.GetGrain<IUserAccountGrain>(caller.UserId()).UpdateAsync(update, cancellationToken);
        sessions.End(caller.UserId(), answer.EndedSessions ?? []);
        if (answer is not { Status: AccountStatus.Done, Profile: { } profile }) return AccountProblems.Of(answer);
        if (change.Region is not null) await AlertWatch.TellAsync(grains, profile, cancellationToken);
        return TypedResults.Ok(Show(profile));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseAsync(
        ClaimsPrincipal caller, IGrainFactory grains, SessionWatch sessions, CancellationToken cancellationToken)
    {
        var userId = caller.UserId();
        var answer = await grains.GetGrain<IUserAccountGrain>(userId).EraseAsync(cancellationToken);
        sessions.End(userId, answer.EndedSessions ?? []);
        return answer.Status is AccountStatus.Done ? TypedResults.NoContent() : AccountProblems.Of(answer);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ExportAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var account = grains.GetGrain<IUserAccountGrain>(caller.UserId());
        if (await account.GetProfileAsync(cancellationToken) is not { } profile)
        {
            return NoSuchUser();
        }

        var sessions = await account.GetSessionsAsync(cancellationToken);
        var user = grains.GetGrain<IUserGrain>(caller.UserId());
        if (await user.ExportAsync(cancellationToken) is not { } media)
        {
            return Problem.Unavailable("The database does not answer.");
        }

        var devices = await Task.WhenAll((await user.ReadDevicesAsync(cancellationToken))
            .Select(deviceId => grains.GetGrain<IDeviceGrain>(deviceId).DescribeAsync(caller.UserId(), cancellationToken)));
        var alerts = await grains.GetGrain<IAlertGrain>(caller.UserId()).ListAsync(AlertBook.MaxAlerts, after: null, cancellationToken);
        return TypedResults.Text(
            AccountExport.Write(Show(profile), sessions, devices.OfType<DeviceDescription>(), alerts.Alerts.Select(AlertResponse.Of), media), "application/json");
    }

    private static ProblemHttpResult NoSuchUser() => AccountProblems.Of(new AccountAnswer(AccountStatus.NotFound));

    private static ProfileResponse Show(UserProfile profile) =>
        new(profile.UserId, profile.Email, profile.Name, profile.Roles, profile.Region, profile.Languages, [.. profile.Platforms.Select(Show)], profile.Maturity, profile.CreatedAt);

    private static ConnectedPlatform Show(PlatformConnection connection) => new(connection.Platform, connection.AccountId, Connected);
}
