using System.Security.Claims;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>What came of looking at a request's credential.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Principal">Who it is; null unless the credential was accepted.</param>
internal sealed record CredentialReading(CredentialOutcome Outcome, ClaimsPrincipal? Principal = null)
{
    /// <summary>There was no credential.</summary>
    public static CredentialReading Absent { get; } = new(CredentialOutcome.Absent);

    /// <summary>It is not of a shape that could be a token.</summary>
    public static CredentialReading Malformed { get; } = new(CredentialOutcome.Malformed);

    /// <summary>It is forged, expired or ended.</summary>
    public static CredentialReading Invalid { get; } = new(CredentialOutcome.Invalid);

    /// <summary>It was accepted.</summary>
    public static CredentialReading Of(ClaimsPrincipal principal) => new(CredentialOutcome.Accepted, principal);
}

/// <summary>How looking at a credential ended.</summary>
internal enum CredentialOutcome
{
    /// <summary>There was none.</summary>
    Absent,
    /// <summary>It is no token.</summary>
    Malformed,
    /// <summary>It is not good, or not any more.</summary>
    Invalid,
    /// <summary>It is good.</summary>
    Accepted,
}
