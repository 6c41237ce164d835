using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Tests.Domain.Discovery;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("The Matrix", "the matrix")]
    [InlineData("Amélie", "amelie")]
    [InlineData("Ame\u0301lie", "amelie")]
    [InlineData("Æon Flux", "aeon flux")]
    [InlineData("Œdipe à Łódź, Größe Ø", "oedipe a lodz grosse o")]
    [InlineData("Ocean's Eleven", "oceans eleven")]
    [InlineData("Ocean’s Eleven", "oceans eleven")]
    [InlineData("Spider-Man", "spider man")]
    [InlineData("WALL·E", "wall e")]
    [InlineData("M*A*S*H", "mash")]
    [InlineData("E.T. the Extra-Terrestrial", "et the extra terrestrial")]
    [InlineData("S.W.A.T.", "swat")]
    [InlineData("Mr. M", "mr m")]
    [InlineData("Ｔｈｅ　Ｍａｔｒｉｘ １", "the matrix 1")]
    [InlineData("8½", "8 1 2")]
    [InlineData("Alien³", "alien 3")]
    [InlineData("東京物語", "東 京 物 語")]
    [InlineData("Tokyo東京!", "tokyo 東 京")]
    [InlineData("기생충", "기생충")]
    [InlineData("Ἀλέξανδρος ΖΟΡΜΠΆΣ", "αλεξανδροσ ζορμπασ")]
    [InlineData("Ёлки", "елки")]
    [InlineData("ﬁlm", "film")]
    [InlineData("😀 smile 𝒳", "smile 𝒳")]
    [InlineData("\ud800broken\udc00", "broken")]
    [InlineData("...", "")]
    [InlineData("", "")]
    public void Text_is_cut_into_bare_words(string text, string words) => Assert.Equal(words, Fold(text));

    [Fact]
    public void Folding_what_was_folded_changes_nothing() =>
        Prop.ForAll<string>(ArbMap.Default.ArbFor<string>(), text => Fold(Fold(text ?? "")) == Fold(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_character_can_be_folded_and_stays_folded()
    {
        for (var character = '\0'; character < char.MaxValue; character++)
        {
            var once = Fold($"x{character}y");
            Assert.True(once == Fold(once), $"U+{(int)character:X4}: {once} is {Fold(once)} the second time");
        }
    }

    private static string Fold(string text)
    {
        var tokens = new TokenBuffer();
        Tokenizer.Tokenize(text, tokens);
        return string.Join(' ', Enumerable.Range(0, tokens.Count).Select(i => Encoding.UTF8.GetString(tokens[i])));
    }
}
