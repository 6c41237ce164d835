namespace MediaGateway.Domain.Security;

/// <summary>What came of checking an access token: claims that may be believed, or the fault.</summary>
public sealed class AccessTokenReading
{
    private AccessTokenReading(AccessTokenClaims? claims, AccessTokenFault fault)
    {
        Claims = claims;
        Fault = fault;
    }

    /// <summary>The claims; null when the token was refused.</summary>
    public AccessTokenClaims? Claims { get; }

    /// <summary>Why the token was refused; <see cref="AccessTokenFault.None"/> when it was not.</summary>
    public AccessTokenFault Fault { get; }

    internal static AccessTokenReading Accepted(AccessTokenClaims claims) => new(claims, AccessTokenFault.None);

    internal static AccessTokenReading Refused(AccessTokenFault fault) => new(null, fault);
}
