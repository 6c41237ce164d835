namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>The tokens of a session.</summary>
/// <param name="AccessToken">The JWT for requests.</param>
/// <param name="ExpiresInSeconds">How long it is good for.</param>
/// <param name="RefreshToken">Good for one exchange for new tokens.</param>
[GenerateSerializer, Immutable, Alias("mg.session-tokens")]
public sealed record SessionTokens(
    [property: Id(0)] string AccessToken,
    [property: Id(1)] int ExpiresInSeconds,
    [property: Id(2)] string RefreshToken)
{
    /// <summary>Shows none of the tokens: they stay out of logs.</summary>
    public override string ToString() => $"tokens for {ExpiresInSeconds} s";
}
