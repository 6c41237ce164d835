using System.ComponentModel.DataAnnotations;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>What makes an account.</summary>
/// <param name="Email">The address to sign in with.</param>
/// <param name="Password">8 to 256 characters.</param>
/// <param name="Name">1 to 100 characters.</param>
public sealed record RegisterRequest(
    [property: Required, StringLength(EmailAddress.MaxLength, MinimumLength = 3)] string? Email,
    [property: Required, StringLength(AccountRules.MaxPasswordLength, MinimumLength = AccountRules.MinPasswordLength)] string? Password,
    [property: Required, StringLength(AccountRules.MaxNameLength, MinimumLength = 1)] string? Name)
{
    /// <summary>Shows none of the values: passwords stay out of logs.</summary>
    public override string ToString() => "registration";
}

/// <summary>What signs a user in.</summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
public sealed record LoginRequest(
    [property: Required, StringLength(EmailAddress.MaxLength, MinimumLength = 3)] string? Email,
    [property: Required, StringLength(AccountRules.MaxPasswordLength, MinimumLength = 1)] string? Password)
{
    /// <summary>Shows none of the values: passwords stay out of logs.</summary>
    public override string ToString() => "login";
}

/// <summary>What is exchanged for new tokens.</summary>
/// <param name="RefreshToken">The refresh token that was given last.</param>
public sealed record RefreshRequest([property: Required, StringLength(AccountRules.MaxTokenLength, MinimumLength = 1)] string? RefreshToken)
{
    /// <summary>Does not show the token.</summary>
    public override string ToString() => "refresh";
}

/// <summary>A change of the profile; what is missing stays as it is.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Region">Two capital letters of ISO 3166.</param>
/// <param name="Languages">BCP 47 tags, the preferred first; at most 20.</param>
/// <param name="Maturity">Up to where titles are shown.</param>
/// <param name="Email">A new address; asks for <paramref name="CurrentPassword"/>.</param>
/// <param name="Password">A new password; asks for <paramref name="CurrentPassword"/>.</param>
/// <param name="CurrentPassword">The password as it is.</param>
public sealed record ProfileChange(
    [property: StringLength(AccountRules.MaxNameLength, MinimumLength = 1)] string? Name,
    [property: RegularExpression("^[A-Z]{2}$")] string? Region,
    [property: MaxLength(AccountRules.MaxLanguages)] IReadOnlyList<string>? Languages,
    Maturity? Maturity,
    [property: StringLength(EmailAddress.MaxLength, MinimumLength = 3)] string? Email,
    [property: StringLength(AccountRules.MaxPasswordLength, MinimumLength = AccountRules.MinPasswordLength)] string? Password,
    [property: StringLength(AccountRules.MaxPasswordLength, MinimumLength = 1)] string? CurrentPassword)
{
    /// <summary>Shows none of the values: passwords stay out of logs.</summary>
    public override string ToString() => "change of a profile";
}

/// <summary>A new account with its first session.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Token">The access token.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">For how many seconds the access token is good.</param>
/// <param name="RefreshToken">Good for one exchange for new tokens.</param>
public sealed record RegisterResponse(string UserId, string Token, string TokenType, int ExpiresIn, string RefreshToken);

/// <summary>A session.</summary>
/// <param name="Token">The access token.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">For how many seconds the access token is good.</param>
/// <param name="RefreshToken">Good for one exchange for new tokens.</param>
/// <param name="User">Who signed in.</param>
public sealed record LoginResponse(string Token, string TokenType, int ExpiresIn, string RefreshToken, SignedInUser User);

/// <summary>Who signed in.</summary>
/// <param name="Id">The user id.</param>
/// <param name="Email">The address.</param>
/// <param name="Name">The name.</param>
/// <param name="Roles">The roles.</param>
public sealed record SignedInUser(string Id, string Email, string Name, IReadOnlyList<string> Roles);

/// <summary>What a token stands for.</summary>
/// <param name="Valid">Always true: a token that is not valid gets 401.</param>
/// <param name="UserId">The user id; null for an operator's token.</param>
/// <param name="Roles">The roles.</param>
public sealed record ValidateResponse(bool Valid, string? UserId, IReadOnlyList<string> Roles);

/// <summary>A ticket for the URL of a WebSocket.</summary>
/// <param name="Ticket">Good once.</param>
/// <param name="ExpiresIn">For how many seconds it is good.</param>
public sealed record TicketResponse(string Ticket, int ExpiresIn);

/// <summary>A user's profile.</summary>
/// <param name="Id">The user id.</param>
/// <param name="Email">The address.</param>
/// <param name="Name">The name.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Region">The country, where the user has said.</param>
/// <param name="Languages">The languages, the preferred first.</param>
/// <param name="ConnectedPlatforms">The services that the user has connected.</param>
/// <param name="Maturity">Up to where titles are shown.</param>
/// <param name="CreatedAt">When the account was made.</param>
public sealed record ProfileResponse(
    string Id,
    string Email,
    string Name,
    IReadOnlyList<string> Roles,
    string? Region,
    IReadOnlyList<string> Languages,
    IReadOnlyList<ConnectedPlatform> ConnectedPlatforms,
    Maturity Maturity,
    DateTimeOffset CreatedAt);

/// <summary>A service that a user has connected.</summary>
/// <param name="Platform">Which.</param>
/// <param name="AccountId">The user's account there; null where the user has not said.</param>
/// <param name="Status">Whether the connection works.</param>
public sealed record ConnectedPlatform(string Platform, string? AccountId, string Status);

/// <summary>The account that a user has with a service.</summary>
/// <param name="AccountId">What the service calls it, 1 to 200 characters.</param>
public sealed record PlatformAccount([property: StringLength(PlatformAccount.MaxAccountIdLength, MinimumLength = 1)] string? AccountId = null)
{
    /// <summary>The longest account id, in characters.</summary>
    public const int MaxAccountIdLength = 200;
}
