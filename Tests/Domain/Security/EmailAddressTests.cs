using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  Ada.Lovelace+films@Example.ORG ", "ada.lovelace+films@example.org")]
    [InlineData("o'hara@mail.example.co.uk", "o'hara@mail.example.co.uk")]
    [InlineData("jörg@bücher.example", "jörg@bücher.example")]
    public void An_address_is_found_by_its_normal_form(string text, string normal)
    {
        Assert.True(EmailAddress.TryParse(text, out var address));
        Assert.Equal(normal, address.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@example")]
    [InlineData("ada@.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@example-.org")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    [InlineData("a..da@example.org")]
    [InlineData("a da@example.org")]
    [InlineData("ada@exa mple.org")]
    [InlineData("ada@bob@example.org")]
    [InlineData("ada\0@example.org")]
    [InlineData("ada@example.org\n")]
    [InlineData("ada\ud800@example.org")]
    [InlineData("<ada@example.org>")]
    [InlineData("\"ada\"@example.org")]
    public void What_is_no_address_is_refused(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void The_lengths_of_the_standards_hold()
    {
        Assert.True(EmailAddress.TryParse($"{new string('a', 64)}@example.org", out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@example.org", out _));
        Assert.False(EmailAddress.TryParse($"ada@{new string('a', 64)}.org", out _));
        var long254 = $"a@{string.Join('.', Enumerable.Repeat(new string('b', 62), 4))}";
        Assert.False(EmailAddress.TryParse(long254.PadRight(255, 'c'), out _));
        Assert.False(EmailAddress.TryParse(new string('a', 1_000_000), out _));
    }
}
