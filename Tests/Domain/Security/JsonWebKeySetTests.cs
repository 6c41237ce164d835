using System.Text;
using System.Text.Json;
using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class JsonWebKeySetTests
{
    [Fact]
    public void A_set_is_read_back_from_its_JSON()
    {
        var (one, other) = (P256SigningKey.Generate().PublicKey, P256SigningKey.Generate().PublicKey);
        Assert.True(JsonWebKeySet.TryRead(Encoding.UTF8.GetBytes(new JsonWebKeySet([one, other]).ToJson()), out var read));
        Assert.Equal([one, other], read.Keys);
        Assert.True(read.TryFind(other.KeyId, out var found));
        Assert.Equal(other, found);
    }

    [Fact]
    public void What_is_shown_of_a_key_is_public()
    {
        var json = JsonElement.Parse(new JsonWebKeySet([P256SigningKey.Generate().PublicKey]).ToJson());
        Assert.Equal(["kty", "crv", "x", "y", "kid", "use", "alg"], json.GetProperty("keys")[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void Two_keys_of_one_name_make_the_set_unreadable()
    {
        var key = P256SigningKey.Generate().PublicKey;
        var other = P256SigningKey.Generate().PublicKey;
        var json = $$"""{"keys":[{{Jwk(key, "one")}},{{Jwk(other, "one")}}]}""";
        Assert.False(JsonWebKeySet.TryRead(Encoding.UTF8.GetBytes(json), out _));
    }

    [Fact]
    public void A_key_has_the_thumbprint_of_RFC_7638_for_a_name()
    {
        // Computed by hand from the key of RFC 7515, appendix A.3.
        var jwk = JsonElement.Parse("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""");
        Assert.True(P256PublicKey.TryRead(jwk, out var key));
        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", key.KeyId);
    }

    [Theory]
    [InlineData("""{"kty":"RSA","crv":"P-256","x":"X","y":"Y"}""")]
    [InlineData("""{"kty":"EC","crv":"P-384","x":"X","y":"Y"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"X"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"X","y":"X"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"X","y":"Y","use":"enc"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"X","y":"Y","use":null}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"X","y":"Y","alg":"ES384"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"X","y":"Y","key_ops":["sign"]}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"X","y":"Y","key_ops":"verify"}""")]
    [InlineData("[]")]
    public void A_key_that_may_not_check_ES256_is_no_key(string jwk)
    {
        var key = P256SigningKey.Generate().PublicKey;
        var filled = jwk.Replace("\"X\"", $"\"{key.X}\"", StringComparison.Ordinal).Replace("\"Y\"", $"\"{key.Y}\"", StringComparison.Ordinal);
        Assert.False(P256PublicKey.TryRead(JsonElement.Parse(filled), out _));
    }

    private static string Jwk(P256PublicKey key, string keyId) => $$"""{"kty":"EC","crv":"P-256","x":"{{key.X}}","y":"{{key.Y}}","kid":"{{keyId}}"}""";
}
