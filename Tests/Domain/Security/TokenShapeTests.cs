using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class TokenShapeTests
{
    [Fact]
    public void A_refresh_token_is_read_back_and_matches_its_own_hash_only()
    {
        var (user, session) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        var token = RefreshToken.Create(user, session);
        Assert.True(RefreshToken.TryParse(token.Reveal(), out var read));
        Assert.Equal((user, session), (read.UserId, read.SessionId));
        Assert.True(read.Matches(token.SecretHash));
        Assert.False(read.Matches(RefreshToken.Create(user, session).SecretHash));
        Assert.False(read.Matches(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mgr_")]
    [InlineData("mgr_AAAA")]
    [InlineData("nonsense")]
    public void What_is_no_refresh_token_is_not_read(string text) => Assert.False(RefreshToken.TryParse(text, out _));

    [Fact]
    public void A_refresh_token_with_more_behind_it_is_not_read()
    {
        var token = RefreshToken.Create(Guid.NewGuid().ToString(), Guid.NewGuid().ToString()).Reveal();
        Assert.False(RefreshToken.TryParse(token + "AAAA", out _));
        Assert.False(RefreshToken.TryParse(token + " ", out _));
        Assert.False(RefreshToken.TryParse(token.ToUpperInvariant(), out _));
    }

    [Fact]
    public void An_opaque_token_has_the_shape_of_its_own_prefix_only()
    {
        var token = OpaqueToken.Create(OpaqueToken.AdminPrefix);
        Assert.True(OpaqueToken.HasShape(token, OpaqueToken.AdminPrefix));
        Assert.False(OpaqueToken.HasShape(token, OpaqueToken.TicketPrefix));
        Assert.False(OpaqueToken.HasShape(token[..^1], OpaqueToken.AdminPrefix));
        Assert.NotEqual(OpaqueToken.Hash(token), OpaqueToken.Hash(OpaqueToken.Create(OpaqueToken.AdminPrefix)));
    }
}
