namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>A change of an account; what is null stays as it is.</summary>
/// <param name="SessionId">The session that asks; it alone survives a change of password.</param>
/// <param name="Name">The new name.</param>
/// <param name="Region">The new region.</param>
/// <param name="Languages">The new languages.</param>
/// <param name="Maturity">The new bound.</param>
/// <param name="Email">The new address, normalised; needs <paramref name="CurrentPassword"/>.</param>
/// <param name="NewPassword">The new password; needs <paramref name="CurrentPassword"/>.</param>
/// <param name="CurrentPassword">The password as it is.</param>
[GenerateSerializer, Immutable, Alias("mg.account-update")]
public sealed record AccountUpdate(
    [property: Id(0)] string SessionId,
    [property: Id(1)] string? Name = null,
    [property: Id(2)] string? Region = null,
    [property: Id(3)] IReadOnlyList<string>? Languages = null,
    [property: Id(4)] Maturity? Maturity = null,
    [property: Id(5)] string? Email = null,
    [property: Id(6)] string? NewPassword = null,
    [property: Id(7)] string? CurrentPassword = null)
{
    /// <summary>Shows none of the values: passwords stay out of logs.</summary>
    public override string ToString() => "change of an account";
}
