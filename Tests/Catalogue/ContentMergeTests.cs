using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Tests.Catalogue;

public sealed class ContentMergeTests
{
    private static readonly string[] Sources = ["starter", "alpha", "omega", "tmdb"];

    [Fact]
    public void The_order_in_which_sources_arrive_does_not_matter() =>
        Prop.ForAll(Records.ToArbitrary(), Gen.Shuffle(Sources).ToArbitrary(), (records, order) =>
        {
            var shuffled = order.Select(source => records.Single(record => record.Source == source));
            return ContentDocument.Write(Merge(records)).SequenceEqual(ContentDocument.Write(Merge(shuffled)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_same_records_again_change_nothing() =>
        Prop.ForAll(Records.ToArbitrary(), records =>
        {
            var merged = Merge(records);
            return records.All(record => !ContentMerge.Apply(merged, record, gapsOnly: false, DateTimeOffset.MaxValue).Changed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Each_field_is_that_of_the_source_it_is_said_to_be_from() =>
        Prop.ForAll(Records.ToArbitrary(), records =>
        {
            var merged = Merge(records);
            string? Said(string field) => merged.Provenance.GetValueOrDefault(field);
            SourceRecord? By(string field) => records.FirstOrDefault(record => record.Source == Said(field));
            return merged.Title == By("title")!.Title
                && merged.Year == By("year")?.Year
                && merged.Overview == By("overview")?.Overview
                && merged.Cast.SequenceEqual(By("cast")?.Cast ?? [])
                && merged.Rating == By("rating")?.Rating;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>What each of the sources says about one title.</summary>
    private static Gen<SourceRecord[]> Records { get; } =
        from first in RecordOf(Sources[0])
        from second in RecordOf(Sources[1])
        from third in RecordOf(Sources[2])
        from fourth in RecordOf(Sources[3])
        select new[] { first, second, third, fourth };

    private static Gen<SourceRecord> RecordOf(string source) =>
        from title in Gen.Elements("Heat", "HEAT", "La chaleur")
        from type in Gen.Elements<ContentType?>(null, ContentType.Movie, ContentType.Series)
        from year in Gen.Elements<int?>(null, 1995, 1996)
        from overview in Gen.Elements(null, "short", "long")
        from cast in Gen.Elements<string[]>([], ["A"], ["A", "B"])
        from rating in Gen.Elements<decimal?>(null, 4.1m, 4.2m)
        from votes in Gen.Elements<int?>(null, 1, 2)
        from poster in Gen.Elements(null, "https://img.example/1", "https://img.example/2")
        from platform in Gen.Elements(null, "netflix", "hulu")
        select new SourceRecord
        {
            Source = source,
            SourceId = source == "tmdb" ? null : "heat",
            Title = title,
            Type = type,
            Year = year,
            Overview = overview,
            Cast = cast,
            Rating = rating,
            Ratings = votes is null ? [] : [new SourceRating("imdb", 8, 10, votes)],
            Images = new ContentImages(poster, null),
            ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt0113277" },
            Availability = platform is null ? [] : [new Offer { Platform = platform, Region = "US", Kind = OfferKind.Rent, Source = "" }],
        };

    private static Content Merge(IEnumerable<SourceRecord> records)
    {
        Assert.True(ContentId.TryParse("imdb:tt0113277", out var id, out _));
        Content? merged = null;
        foreach (var record in records)
        {
            merged = merged is null
                ? ContentMerge.Create(id, record, DateTimeOffset.UnixEpoch)
                : ContentMerge.Apply(merged, record, gapsOnly: false, DateTimeOffset.UnixEpoch).Content;
        }

        return merged!;
    }
}
