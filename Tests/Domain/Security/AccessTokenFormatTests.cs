using System.Security.Cryptography;
using System.Text;
using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class AccessTokenFormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly P256SigningKey Key = P256SigningKey.Generate();
    private static readonly JsonWebKeySet Keys = new([Key.PublicKey]);
    private static readonly AccessTokenFormat Format = new("issuer", "audience");

    [Fact]
    public void What_is_written_is_read_again()
    {
        var reading = Format.Read(Format.Write(Claims(), Key), Keys, Now);
        Assert.Equal(AccessTokenFault.None, reading.Fault);
        Assert.Equivalent(Claims(), reading.Claims);
    }

    [Fact]
    public void The_header_is_written_as_others_write_it()
    {
        Assert.True(StrictBase64Url.TryDecode(Format.Write(Claims(), Key).Split('.')[0], out var header));
        Assert.Equal($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{Key.PublicKey.KeyId}}"}""", Encoding.UTF8.GetString(header));
    }

    [Theory]
    [InlineData(0, AccessTokenFault.None)]
    [InlineData(3599, AccessTokenFault.None)]
    [InlineData(3600, AccessTokenFault.Expired)]
    [InlineData(-30, AccessTokenFault.None)]
    [InlineData(-31, AccessTokenFault.NotYetValid)]
    public void A_token_is_good_from_its_issue_less_the_skew_to_the_second_of_its_expiry(int seconds, AccessTokenFault expected)
    {
        var token = Format.Write(Claims(), Key);
        Assert.Equal(expected, Format.Read(token, Keys, Now.AddSeconds(seconds)).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("..")]
    [InlineData("e30=.e30.e30")]
    [InlineData("e30.e30.e3 0")]
    [InlineData("e30.e30.e31")]
    [InlineData("W10.e30.")]
    [InlineData("e30.W10.")]
    public void What_is_no_JWT_is_malformed(string text)
    {
        Assert.Equal(AccessTokenFault.Malformed, Format.Read(text, Keys, Now).Fault);
    }

    [Fact]
    public void A_token_longer_than_the_limit_is_malformed()
    {
        var token = Format.Write(Claims() with { Email = new string('a', CompactJws.MaxLength) }, Key);
        Assert.Equal(AccessTokenFault.Malformed, Format.Read(token, Keys, Now).Fault);
    }

    [Fact]
    public void A_name_that_occurs_twice_makes_a_token_malformed()
    {
        Assert.Equal(AccessTokenFault.Malformed, Read(Header(), Payload().Replace("{", "{\"sub\":\"other\",", StringComparison.Ordinal)));
        Assert.Equal(AccessTokenFault.Malformed, Read(Header().Replace("{", "{\"alg\":\"none\",", StringComparison.Ordinal), Payload()));
    }

    [Fact]
    public void Invalid_UTF8_makes_a_token_malformed()
    {
        var header = StrictBase64Url.Encode([.. "{\"alg\":\"ES256\",\"x\":\""u8, 0xff, .. "\"}"u8]);
        Assert.Equal(AccessTokenFault.Malformed, Format.Read($"{header}.{Encode(Payload())}.", Keys, Now).Fault);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("es256")]
    [InlineData("ES384")]
    [InlineData("RS256")]
    public void Another_algorithm_is_refused_even_over_a_good_signature(string algorithm)
    {
        Assert.Equal(AccessTokenFault.WrongAlgorithm, Read(Header(algorithm: algorithm), Payload()));
    }

    [Fact]
    public void An_unsecured_token_is_refused()
    {
        var token = $"{Encode(Header(algorithm: "none"))}.{Encode(Payload())}.";
        Assert.Equal(AccessTokenFault.WrongAlgorithm, Format.Read(token, Keys, Now).Fault);
    }

    [Fact]
    public void The_public_key_as_an_HMAC_secret_signs_nothing()
    {
        var input = $"{Encode(Header(algorithm: "HS256"))}.{Encode(Payload())}";
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(Key.Export(), out _);
        var signature = HMACSHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(input));
        Assert.Equal(AccessTokenFault.WrongAlgorithm, Format.Read($"{input}.{StrictBase64Url.Encode(signature)}", Keys, Now).Fault);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("at+jwt ")]
    [InlineData("AT+JWT")]
    [InlineData("logout+jwt")]
    [InlineData(null)]
    public void Another_kind_of_JWT_is_refused(string? type)
    {
        Assert.Equal(AccessTokenFault.WrongType, Read(Header(type: type), Payload()));
    }

    [Fact]
    public void A_key_that_is_not_known_or_not_named_is_refused()
    {
        var other = P256SigningKey.Generate();
        Assert.Equal(AccessTokenFault.UnknownKey, Format.Read(Format.Write(Claims(), other), Keys, Now).Fault);
        Assert.Equal(AccessTokenFault.UnknownKey, Read("""{"alg":"ES256","typ":"at+jwt"}""", Payload()));
    }

    [Fact]
    public void Another_key_under_the_name_of_ours_signs_nothing()
    {
        var input = $"{Encode(Header())}.{Encode(Payload())}";
        var signature = P256SigningKey.Generate().Sign(Encoding.ASCII.GetBytes(input));
        Assert.Equal(AccessTokenFault.BadSignature, Format.Read($"{input}.{StrictBase64Url.Encode(signature)}", Keys, Now).Fault);
    }

    [Fact]
    public void A_key_in_the_header_is_not_believed()
    {
        var forger = P256SigningKey.Generate();
        var jwk = $$"""{"kty":"EC","crv":"P-256","x":"{{forger.PublicKey.X}}","y":"{{forger.PublicKey.Y}}"}""";
        var header = Header().Replace("}", $",\"jwk\":{jwk}}}", StringComparison.Ordinal);
        var input = $"{Encode(header)}.{Encode(Payload())}";
        Assert.Equal(AccessTokenFault.BadSignature, Format.Read($"{input}.{StrictBase64Url.Encode(forger.Sign(Encoding.ASCII.GetBytes(input)))}", Keys, Now).Fault);
    }

    [Theory]
    [InlineData("\"crit\":[\"exp\"]")]
    [InlineData("\"b64\":false")]
    public void An_extension_that_is_asked_for_is_not_understood(string member)
    {
        Assert.Equal(AccessTokenFault.BadSignature, Read(Header().Replace("}", $",{member}}}", StringComparison.Ordinal), Payload()));
    }

    [Fact]
    public void Any_changed_character_makes_a_token_worthless()
    {
        var token = Format.Write(Claims(), Key);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.Null(Format.Read(new string(changed), Keys, Now).Claims);
        }
    }

    [Theory]
    [InlineData("\"iss\":\"issuer\"", "\"iss\":\"other\"", AccessTokenFault.WrongIssuer)]
    [InlineData("\"iss\":\"issuer\",", "", AccessTokenFault.WrongIssuer)]
    [InlineData("\"aud\":\"audience\"", "\"aud\":\"other\"", AccessTokenFault.WrongAudience)]
    [InlineData("\"aud\":\"audience\"", "\"aud\":[\"other\",1]", AccessTokenFault.WrongAudience)]
    [InlineData("\"aud\":\"audience\"", "\"aud\":[\"other\",\"audience\"]", AccessTokenFault.None)]
    [InlineData("\"aud\":\"audience\",", "", AccessTokenFault.WrongAudience)]
    [InlineData("\"sub\":\"user\"", "\"sub\":7", AccessTokenFault.BadClaim)]
    [InlineData("\"sub\":\"user\"", "\"sub\":\"\"", AccessTokenFault.BadClaim)]
    [InlineData("\"sub\":\"user\"", "\"sub\":\"\\ud800\"", AccessTokenFault.BadClaim)]
    [InlineData("\"sid\":\"session\",", "", AccessTokenFault.BadClaim)]
    [InlineData("\"jti\":\"token\",", "", AccessTokenFault.BadClaim)]
    [InlineData("\"roles\":[\"user\"]", "\"roles\":\"admin\"", AccessTokenFault.BadClaim)]
    [InlineData("\"roles\":[\"user\"]", "\"roles\":[1]", AccessTokenFault.BadClaim)]
    [InlineData("\"exp\":1795179600", "\"exp\":\"1795179600\"", AccessTokenFault.BadClaim)]
    [InlineData("\"exp\":1795179600", "\"exp\":9223372036854775808", AccessTokenFault.BadClaim)]
    [InlineData("\"exp\":1795179600", "\"exp\":9223372036854775807", AccessTokenFault.BadClaim)]
    [InlineData("\"exp\":1795179600", "\"exp\":1795179600.5", AccessTokenFault.BadClaim)]
    [InlineData("\"exp\":1795179600", "\"exp\":1795265000", AccessTokenFault.BadClaim)]
    [InlineData("\"exp\":1795179600", "\"exp\":-1", AccessTokenFault.BadClaim)]
    [InlineData(",\"exp\":1795179600", "", AccessTokenFault.BadClaim)]
    [InlineData("\"exp\":1795179600", "\"exp\":1795179600,\"nbf\":1795176031", AccessTokenFault.NotYetValid)]
    [InlineData("\"exp\":1795179600", "\"exp\":1795179600,\"nbf\":1795176030", AccessTokenFault.None)]
    [InlineData("\"exp\":1795179600", "\"exp\":1795179600,\"nbf\":\"soon\"", AccessTokenFault.NotYetValid)]
    public void Claims_are_checked_behind_a_good_signature(string part, string replacement, AccessTokenFault expected)
    {
        var payload = Payload();
        Assert.Contains(part, payload, StringComparison.Ordinal);
        Assert.Equal(expected, Read(Header(), payload.Replace(part, replacement, StringComparison.Ordinal)));
    }

    private static AccessTokenClaims Claims() => new("user", "ada@example.org", ["user"], "session", "token", Now, Now.AddHours(1));

    private static string Header(string algorithm = "ES256", string? type = "at+jwt") =>
        type is null
            ? $$"""{"alg":"{{algorithm}}","kid":"{{Key.PublicKey.KeyId}}"}"""
            : $$"""{"alg":"{{algorithm}}","typ":"{{type}}","kid":"{{Key.PublicKey.KeyId}}"}""";

    private static string Payload() =>
        $$"""{"iss":"issuer","aud":"audience","sub":"user","email":"ada@example.org","roles":["user"],"sid":"session","jti":"token","iat":{{Now.ToUnixTimeSeconds()}},"exp":{{Now.AddHours(1).ToUnixTimeSeconds()}}}""";

    private static AccessTokenFault Read(string header, string payload)
    {
        var input = $"{Encode(header)}.{Encode(payload)}";
        return Format.Read($"{input}.{StrictBase64Url.Encode(Key.Sign(Encoding.ASCII.GetBytes(input)))}", Keys, Now).Fault;
    }

    private static string Encode(string text) => StrictBase64Url.Encode(Encoding.UTF8.GetBytes(text));
}
