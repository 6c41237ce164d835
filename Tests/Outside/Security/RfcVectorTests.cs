using System.Text;
using System.Text.Json;
using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Outside.Security;

/// <summary>The examples in the appendices of RFC 7515 and RFC 7519.</summary>
[Trait("Category", "Outside")]
public sealed class RfcVectorTests
{
    private static readonly JsonElement Vectors = OutsideFiles.Exist ? OutsideFiles.Json("contracts/rfc/rfc7636-7515-7519.json") : default;

    [OutsideFact]
    public void The_ES256_example_verifies_and_has_the_payload_of_the_appendix()
    {
        var example = Vectors.GetProperty("rfc7515_a3_es256");
        Assert.True(P256PublicKey.TryRead(example.GetProperty("jwk"), out var key));
        Assert.True(CompactJws.TryParse(example.GetProperty("jws").GetString()!, out var message));
        Assert.True(message.IsSignedBy(key));
        Assert.Equal(example.GetProperty("payload_json").GetString(), Encoding.UTF8.GetString(message.Payload.Span));
    }

    [OutsideFact]
    public void The_HS256_and_the_unsecured_example_are_taken_apart_and_not_believed()
    {
        Assert.True(P256PublicKey.TryRead(Vectors.GetProperty("rfc7515_a3_es256").GetProperty("jwk"), out var key));
        foreach (var text in new[] { Vectors.GetProperty("rfc7515_a1_hs256").GetProperty("jws"), Vectors.GetProperty("rfc7519_6_1_unsecured").GetProperty("jwt") })
        {
            Assert.True(CompactJws.TryParse(text.GetString()!, out var message));
            Assert.False(message.IsSignedBy(key));
        }
    }
}
