using System.Runtime.Versioning;
using System.Security.Cryptography;
using MediaGateway.Grains.Accounts;

namespace MediaGateway.Tests.Grains.Accounts;

[UnsupportedOSPlatform("windows")]
public sealed class MasterKeyTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("master-key-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void The_file_is_made_once_and_only_its_owner_can_read_it()
    {
        var secret = MasterKeys.Load(new MasterKeyOptions(), _data).Seal("purpose", "secret"u8);
        Assert.Equal("secret"u8.ToArray(), MasterKeys.Load(new MasterKeyOptions(), _data).Open("purpose", secret));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_data, MasterKeys.FileName)));
        Assert.Single(Directory.GetFiles(_data));
    }

    [Fact]
    public void A_configured_key_needs_no_file_and_a_previous_one_still_opens()
    {
        var (first, second) = (NewKey(), NewKey());
        var secret = MasterKeys.Load(new MasterKeyOptions { MasterKey = first }, dataDirectory: null).Seal("purpose", "secret"u8);
        var rotated = new MasterKeyOptions { MasterKey = second };
        rotated.PreviousMasterKeys.Add(first);
        Assert.Equal("secret"u8.ToArray(), MasterKeys.Load(rotated, dataDirectory: null).Open("purpose", secret));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAA")]
    [InlineData("not base64 at all, but long enough to be a key")]
    public void What_is_no_key_is_refused_by_name(string configured)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => MasterKeys.Load(new MasterKeyOptions { MasterKey = configured }, _data));
        Assert.Contains("Security:MasterKey", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(configured, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_key_and_a_place_to_make_one_there_is_no_start() =>
        Assert.Throws<InvalidOperationException>(() => MasterKeys.Load(new MasterKeyOptions(), dataDirectory: null));

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
