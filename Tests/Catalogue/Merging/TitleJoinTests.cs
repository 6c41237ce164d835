using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Catalogue.Merging;

namespace MediaGateway.Tests.Catalogue.Merging;

public sealed class TitleJoinTests
{
    private const string FirstId = "imdb:tt0113277";
    private const string SecondId = "tmdb:movie:949";
    private const string ThirdId = "mg:00000000-0000-8000-8000-000000000001";

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void A_split_gives_back_what_was_merged() =>
        Prop.ForAll(TitleOf("a").ToArbitrary(), TitleOf("b").ToArbitrary(), (first, second) =>
        {
            var (a, b) = (Made(FirstId, first), Made(SecondId, second));
            var split = TitleJoin.Split(Statements.Stored(TitleJoin.Merge(a, b, Now).Content), SecondId, Now)!;
            return AreSame(a, split.Kept) && AreSame(b, split.Restored) && TitleJoin.AreDifferent(split.Restored, split.Kept);
        }).Check(Often);

    [Fact]
    public void A_merge_of_what_was_split_is_the_merge_that_it_was() =>
        Prop.ForAll(TitleOf("a").ToArbitrary(), TitleOf("b").ToArbitrary(), (first, second) =>
        {
            var merged = TitleJoin.Merge(Made(SecondId, second), Made(FirstId, first), Now);
            var split = TitleJoin.Split(merged.Content, merged.AbsorbedId, Now)!;
            return Statements.AreSame(merged.Content, TitleJoin.Merge(Statements.Stored(split.Kept), Statements.Stored(split.Restored), Now).Content);
        }).Check(Often);

    [Fact]
    public void It_does_not_matter_in_which_order_three_titles_become_one() =>
        Prop.ForAll(TitleOf("a").ToArbitrary(), TitleOf("b").ToArbitrary(), TitleOf("c").ToArbitrary(), (first, second, third) =>
        {
            var (a, b, c) = (Made(FirstId, first), Made(SecondId, second), Made(ThirdId, third));
            var left = TitleJoin.Merge(TitleJoin.Merge(a, b, Now).Content, c, Now).Content;
            var right = TitleJoin.Merge(a, TitleJoin.Merge(c, b, Now).Content, Now).Content;
            return Statements.AreSame(left with { Origin = null }, right with { Origin = null });
        }).Check(Often);

    [Fact]
    public void A_title_that_had_taken_in_another_is_given_back_with_it() =>
        Prop.ForAll(TitleOf("a").ToArbitrary(), TitleOf("b").ToArbitrary(), TitleOf("c").ToArbitrary(), (first, second, third) =>
        {
            var both = TitleJoin.Merge(Made(SecondId, second), Made(ThirdId, third), Now).Content;
            var merged = TitleJoin.Merge(Made(FirstId, first), both, Now).Content;
            return AreSame(both, TitleJoin.Split(merged, SecondId, Now)!.Restored)
                && AreSame(Made(ThirdId, third), TitleJoin.Split(merged, ThirdId, Now)!.Restored);
        }).Check(Often);

    [Fact]
    public void What_sources_say_in_between_is_told_of_the_title_that_they_told_of_before() =>
        Prop.ForAll(TitleOf("a").ToArbitrary(), TitleOf("b").ToArbitrary(), Statements.RecordOf("alpha", "b").ToArbitrary(), (first, second, later) =>
        {
            var (a, b) = (Made(FirstId, first), Made(SecondId, second));
            var merged = ContentMerge.Apply(TitleJoin.Merge(a, b, Now).Content, later, gapsOnly: false, Now).Content;
            var split = TitleJoin.Split(merged, SecondId, Now)!;
            return AreSame(a, split.Kept) && AreSame(ContentMerge.Apply(b, later, gapsOnly: false, Now).Content, split.Restored);
        }).Check(Often);

    [Fact]
    public void A_title_that_was_not_taken_in_cannot_be_given_back()
    {
        var title = Made(FirstId, [Statements.RecordOf("alpha", "a").Sample(1)[0]]);
        Assert.Null(TitleJoin.Split(title, SecondId, Now));
        Assert.Null(TitleJoin.Split(title, FirstId, Now));
        Assert.Null(TitleJoin.Split(title with { Aliases = [SecondId] }, SecondId, Now));
        Assert.Throws<ArgumentException>(() => TitleJoin.Merge(title, title, Now));
    }

    private static Gen<SourceRecord[]> TitleOf(string seed) =>
        from alpha in Statements.RecordOf("alpha", seed)
        from others in Gen.SubListOf("omega", "gracenote", "justwatch").SelectMany(sources => Gen.CollectToArray(sources, source => Statements.RecordOf(source, seed)))
        select (SourceRecord[])[alpha, .. others];

    private static Content Made(string id, SourceRecord[] records) => Statements.Merge(id, records);

    /// <summary>Whether two titles are the same but for what they are said not to be.</summary>
    private static bool AreSame(Content one, Content other) => Statements.AreSame(Plain(one), Plain(other));

    private static Content Plain(Content content) => TitleView.Of(TitleOrigin.Of(content) with { Different = null }, Now);
}
