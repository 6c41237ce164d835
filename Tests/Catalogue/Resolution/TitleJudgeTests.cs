using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Domain.Catalogue.Resolution;
using MediaGateway.Tests.Catalogue.Merging;

namespace MediaGateway.Tests.Catalogue.Resolution;

public sealed class TitleJudgeTests
{
    private static readonly SourceRecord Heat = new()
    {
        Source = "alpha", SourceId = "1", Title = "Heat", Type = ContentType.Movie, Year = 1995, RuntimeMinutes = 170, Directors = ["Michael Mann"], Cast = ["Al Pacino"],
    };

    [Fact]
    public void Title_year_type_and_a_person_make_it_certain()
    {
        var judgement = Judge(Heat, Heat with { Title = "HEAT", Directors = [], Cast = ["Al Pacíno"] });
        Assert.Equal((TitleVerdict.Same, 1m), (judgement.Verdict, judgement.Score));
        Assert.Equal(TitleVerdict.Same, Judge(Heat with { Title = "La chaleur", OriginalTitle = "Heat" }, Heat).Verdict);
    }

    [Fact]
    public void Whatever_is_missing_for_certainty_makes_it_doubtful()
    {
        Assert.Equal(TitleVerdict.Doubtful, Judge(Heat, Heat with { Directors = [], Cast = [] }).Verdict);
        Assert.Equal(TitleVerdict.Doubtful, Judge(Heat, Heat with { Year = 1996 }).Verdict);
        Assert.Equal(TitleVerdict.Doubtful, Judge(Heat, Heat with { Year = null }).Verdict);
        Assert.Equal(TitleVerdict.Doubtful, Judge(Heat, Heat with { Type = null }).Verdict);
        Assert.Equal(TitleVerdict.Doubtful, Judge(Heat with { Title = "The Crimson Permanent Assurance" }, Heat with { Title = "The Crimson Permanent Asurance" }).Verdict);
    }

    [Fact]
    public void Whatever_speaks_against_it_ends_the_matter()
    {
        Assert.Equal(TitleVerdict.Different, Judge(Heat, Heat with { Title = "Cold" }).Verdict);
        Assert.Equal(TitleVerdict.Different, Judge(Heat, Heat with { Year = 1972 }).Verdict);
        Assert.Equal(TitleVerdict.Different, Judge(Heat, Heat with { Type = ContentType.Series }).Verdict);
        Assert.Equal(TitleVerdict.Different, Judge(Heat, Heat with { Directors = ["Paul Morrissey"], Cast = [] }).Verdict);
        Assert.Equal(TitleVerdict.Different, Judge(Heat with { Type = ContentType.Track }, Heat with { Type = ContentType.Track }).Verdict);
        Assert.Equal(TitleVerdict.Different, Judge(
            Heat with { ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt0113277" } },
            Heat with { ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt0068688" } }).Verdict);
    }

    [Fact]
    public void One_id_elsewhere_makes_it_certain()
    {
        var ids = new Dictionary<string, string> { ["imdb"] = "tt0113277" };
        Assert.Equal(TitleVerdict.Same, Judge(Heat with { ExternalIds = ids }, Heat with { Title = "La chaleur", Year = 1996, ExternalIds = ids }).Verdict);
    }

    [Fact]
    public void Two_titles_of_one_source_are_two_by_its_own_word() =>
        Assert.Equal(TitleVerdict.Different, TitleJudge.Of(Made("mg:00000000-0000-8000-8000-000000000001", Heat), Made("mg:00000000-0000-8000-8000-000000000002", Heat with { SourceId = "2" })).Verdict);

    [Fact]
    public void Titles_that_somebody_told_apart_are_two()
    {
        var (first, second) = TitleJoin.Distinguish(First(Heat), Second(Heat), DateTimeOffset.UnixEpoch);
        Assert.Equal(TitleVerdict.Different, TitleJudge.Of(first, second).Verdict);
    }

    [Fact]
    public void It_does_not_matter_which_is_named_first() =>
        Prop.ForAll(Statements.RecordOf("alpha", "a").ToArbitrary(), Statements.RecordOf("omega", "b").ToArbitrary(), (one, other) =>
        {
            var (first, second) = (First(one), Second(other));
            var (forth, back) = (TitleJudge.Of(first, second), TitleJudge.Of(second, first));
            return (forth.Verdict, forth.Score) == (back.Verdict, back.Score) && forth.Score is >= 0 and <= 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static TitleJudgement Judge(SourceRecord first, SourceRecord second) => TitleJudge.Of(First(first), Second(second));

    private static Content First(SourceRecord record) => Made("mg:00000000-0000-8000-8000-000000000001", record);

    private static Content Second(SourceRecord record) => Made("mg:00000000-0000-8000-8000-000000000002", record with { Source = "omega" });

    private static Content Made(string id, SourceRecord record) => Statements.Merge(id, [record]);
}
