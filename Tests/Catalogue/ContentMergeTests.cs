using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Tests.Catalogue.Merging;

namespace MediaGateway.Tests.Catalogue;

public sealed class ContentMergeTests
{
    private const string Id = "imdb:tt0113277";

    private static readonly string[] Sources = ["starter", "alpha", "omega", "tmdb", "gracenote", "justwatch"];

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void The_order_in_which_sources_arrive_does_not_matter() =>
        Prop.ForAll(Statements.By(Sources).ToArbitrary(), Gen.Shuffle(Sources).ToArbitrary(), (records, order) =>
        {
            var shuffled = order.Select(source => records.Single(record => record.Source == source));
            return Statements.AreSame(Statements.Merge(Id, records), Statements.Merge(Id, shuffled));
        }).Check(Often);

    [Fact]
    public void The_order_does_not_matter_when_sources_think_again() =>
        Prop.ForAll(Statements.By(Sources).ToArbitrary(), Statements.By(Sources).ToArbitrary(), Gen.Shuffle(Sources).ToArbitrary(), (before, after, order) =>
        {
            SourceRecord[] shuffled = [.. order.SelectMany(source => new[] { before, after }.Select(said => said.Single(record => record.Source == source)))];
            return Statements.AreSame(Statements.Merge(Id, [.. before, .. after]), Statements.Merge(Id, shuffled));
        }).Check(Often);

    [Fact]
    public void Who_speaks_of_offers_only_says_nothing_of_the_title()
    {
        var known = Statements.Merge(Id, [new SourceRecord { Source = "tmdb", Title = "Heat", Type = ContentType.Movie }]);
        var offer = new Offer { Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Source = "gracenote" };
        var merged = ContentMerge.Apply(known, new SourceRecord { Source = "gracenote", Title = "", Availability = [offer] }, gapsOnly: false, DateTimeOffset.MaxValue).Content;
        Assert.Equal(("Heat", "tmdb", 1), (merged.Title, merged.Provenance["title"], merged.Availability.Count));
    }

    [Fact]
    public void The_same_records_again_change_nothing() =>
        Prop.ForAll(Statements.By(Sources).ToArbitrary(), Gen.Choose(1, Sources.Length).ToArbitrary(), (records, count) =>
        {
            var merged = Statements.Stored(Statements.Merge(Id, records.Take(count)));
            return records.Take(count).All(record => !ContentMerge.Apply(merged, record, gapsOnly: false, DateTimeOffset.MaxValue).Changed);
        }).Check(Often);

    [Fact]
    public void A_title_of_one_source_is_what_that_source_says_and_keeps_nothing_beside_it() =>
        Prop.ForAll(Statements.By("alpha").ToArbitrary(), records =>
        {
            var merged = Statements.Merge(Id, records);
            return merged.Origin is null && merged.Title == records[0].Title && merged.Provenance.Values.All(source => source == "alpha");
        }).Check(Often);

    [Fact]
    public void Each_field_is_that_of_the_source_it_is_said_to_be_from() =>
        Prop.ForAll(Statements.By(Sources).ToArbitrary(), records =>
        {
            var merged = Statements.Merge(Id, records);
            SourceRecord? By(string field) => records.FirstOrDefault(record => record.Source == merged.Provenance.GetValueOrDefault(field));
            return merged.Title == By("title")!.Title
                && merged.Year == By("year")?.Year
                && merged.Overview == By("overview")?.Overview
                && merged.Images.Poster == By("images.poster")?.Images.Poster
                && merged.Cast.SequenceEqual(By("cast")?.Cast ?? []);
        }).Check(Often);

    [Fact]
    public void Fields_of_several_sources_name_all_of_them() =>
        Prop.ForAll(Statements.By(Sources).ToArbitrary(), records =>
        {
            var merged = Statements.Merge(Id, records);
            string[] Of(string field) => merged.Provenance.GetValueOrDefault(field)?.Split('+') ?? [];
            return Of("genres").Order().SequenceEqual(records.Where(record => record.Genres.Count > 0).Select(record => record.Source).Order())
                && Of("runtime_minutes").All(source => Math.Abs(records.Single(record => record.Source == source).RuntimeMinutes!.Value - merged.RuntimeMinutes!.Value) <= 5);
        }).Check(Often);
}
