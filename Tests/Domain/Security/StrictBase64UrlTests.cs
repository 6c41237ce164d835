using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class StrictBase64UrlTests
{
    [Fact]
    public void Every_byte_string_is_read_back_from_its_spelling() => Prop.ForAll<byte[]>(bytes =>
        StrictBase64Url.TryDecode(StrictBase64Url.Encode(bytes), out var read) && read.AsSpan().SequenceEqual(bytes)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("A")]
    [InlineData("AA==")]
    [InlineData("A A")]
    [InlineData("AA\n")]
    [InlineData("A+")]
    [InlineData("A/")]
    [InlineData("AB")]
    [InlineData("AAB")]
    [InlineData("AAAAA")]
    [InlineData("Aé")]
    public void Any_other_spelling_is_refused(string text) => Assert.False(StrictBase64Url.TryDecode(text, out _));
}
