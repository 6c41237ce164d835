using System.Text;
using System.Text.Json;
using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Outside.Security;

/// <summary>Project Wycheproof's attacks on signatures, keys and authenticated encryption.</summary>
[Trait("Category", "Outside")]
public sealed class WycheproofTests
{
    [OutsideFact]
    public void A_message_is_believed_only_when_its_key_signed_it_with_ES256()
    {
        var wrong = new List<string>();
        var valid = 0;
        foreach (var (group, test) in Tests("json_web_signature_test.json"))
        {
            // Every other algorithm is refused here whatever the suite thinks of the signature.
            var expected = test.GetProperty("result").GetString() == "valid" && IsEs256(group);
            var accepted = group.TryGetProperty("public", out var jwk)
                && P256PublicKey.TryRead(jwk, out var key)
                && CompactJws.TryParse(test.GetProperty("jws").GetString()!, out var message)
                && message.IsSignedBy(key);
            valid += expected ? 1 : 0;
            Note(wrong, test, expected, accepted);
        }

        Assert.Empty(wrong);
        Assert.True(valid > 0, "The suite has no valid ES256 message: it is not the one that was expected.");
    }

    [OutsideFact]
    public void A_key_set_yields_only_keys_that_may_check_ES256()
    {
        var wrong = new List<string>();
        foreach (var (group, test) in Tests("json_web_key_test.json"))
        {
            var set = group.TryGetProperty("public", out var keys) ? keys : group.GetProperty("private");
            var accepted = JsonWebKeySet.TryRead(Encoding.UTF8.GetBytes(set.GetRawText()), out var read)
                && CompactJws.TryParse(test.GetProperty("jws").GetString()!, out var message)
                && message.Header.KeyId is { } keyId
                && read.TryFind(keyId, out var key)
                && message.IsSignedBy(key);

            // No test of this suite is a valid ES256 message under a proper key.
            Note(wrong, test, expected: false, accepted);
        }

        Assert.Empty(wrong);
    }

    [OutsideFact]
    public void Signatures_of_two_fixed_numbers_are_checked_to_the_bit()
    {
        var wrong = new List<string>();
        foreach (var (group, test) in Tests("ecdsa_secp256r1_sha256_p1363_test.json"))
        {
            var point = Hex(group.GetProperty("publicKey"), "uncompressed").AsSpan(1);
            Assert.True(P256PublicKey.TryCreate(point[..32], point[32..], keyId: null, out var key));
            var accepted = key.Verify(Hex(test, "msg"), Hex(test, "sig"));
            Note(wrong, test, test.GetProperty("result").GetString() == "valid", accepted);
        }

        Assert.Empty(wrong);
    }

    [OutsideFact]
    public void Encryption_gives_the_known_ciphertexts_and_refuses_changed_ones()
    {
        var wrong = new List<string>();
        var tests = Tests("aes_gcm_test.json").Where(pair =>
            pair.Group.GetProperty("keySize").GetInt32() == 8 * Aes256Gcm.KeyLength
            && pair.Group.GetProperty("ivSize").GetInt32() == 8 * Aes256Gcm.NonceLength
            && pair.Group.GetProperty("tagSize").GetInt32() == 8 * Aes256Gcm.TagLength).ToList();
        Assert.NotEmpty(tests);
        foreach (var (_, test) in tests)
        {
            var valid = test.GetProperty("result").GetString() == "valid";
            byte[] sealedBytes = [.. Hex(test, "ct"), .. Hex(test, "tag")];
            var opened = Aes256Gcm.TryDecrypt(Hex(test, "key"), Hex(test, "iv"), sealedBytes, Hex(test, "aad"), out var plaintext);
            Note(wrong, test, valid, opened && plaintext.AsSpan().SequenceEqual(Hex(test, "msg")));
            var again = Aes256Gcm.Encrypt(Hex(test, "key"), Hex(test, "iv"), Hex(test, "msg"), Hex(test, "aad"));
            Note(wrong, test, valid, again.AsSpan().SequenceEqual(sealedBytes));
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<(JsonElement Group, JsonElement Test)> Tests(string file) =>
        OutsideFiles.Json($"contracts/wycheproof/{file}").GetProperty("testGroups").EnumerateArray()
            .SelectMany(group => group.GetProperty("tests").EnumerateArray().Select(test => (group, test)));

    private static bool IsEs256(JsonElement group) =>
        group.TryGetProperty("public", out var jwk) && jwk.TryGetProperty("alg", out var algorithm) && algorithm.GetString() == "ES256";

    private static byte[] Hex(JsonElement test, string name) => Convert.FromHexString(test.GetProperty(name).GetString()!);

    private static void Note(List<string> wrong, JsonElement test, bool expected, bool accepted)
    {
        if (expected != accepted)
        {
            wrong.Add($"{test.GetProperty("tcId")} {test.GetProperty("comment")}: expected {expected}");
        }
    }
}
