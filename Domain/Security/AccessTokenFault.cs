namespace MediaGateway.Domain.Security;

/// <summary>Why an access token was refused.</summary>
public enum AccessTokenFault
{
    /// <summary>It was not.</summary>
    None,
    /// <summary>It is not a JWT that can be taken apart.</summary>
    Malformed,
    /// <summary>It names an algorithm other than ES256, <c>none</c> among them.</summary>
    WrongAlgorithm,
    /// <summary>It is another kind of JWT.</summary>
    WrongType,
    /// <summary>It names no key, or one that is not known (any more).</summary>
    UnknownKey,
    /// <summary>The named key did not sign it.</summary>
    BadSignature,
    /// <summary>Somebody else issued it.</summary>
    WrongIssuer,
    /// <summary>It is meant for somebody else.</summary>
    WrongAudience,
    /// <summary>A claim is missing or has the wrong shape.</summary>
    BadClaim,
    /// <summary>Its time is over.</summary>
    Expired,
    /// <summary>Its time has not come.</summary>
    NotYetValid,
}
