using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Tests.Catalogue.Merging;

/// <summary>What made-up sources say of one title.</summary>
internal static class Statements
{
    /// <summary>One record of each of these sources.</summary>
    public static Gen<SourceRecord[]> By(params string[] sources) => Gen.CollectToArray(sources, source => RecordOf(source, source));

    /// <summary>What a source says; ids of different seeds are different.</summary>
    public static Gen<SourceRecord> RecordOf(string source, string seed) =>
        from title in Gen.Elements("Heat", "HEAT", "La chaleur")
        from type in Gen.Elements<ContentType?>(null, ContentType.Movie, ContentType.Series)
        from year in Gen.Elements<int?>(null, 1995, 1996)
        from overview in Gen.Elements(null, "short", $"Watch now: {source} tells of a thief and a policeman who are alike.", $"{source} tells of a thief and a policeman who are alike.")
        from cast in Gen.Elements<string[]>([], ["A"], ["A", "B"])
        from genres in Gen.Elements<string[]>([], ["sci-fi"], ["Science Fiction", "Crime"], ["crime", "Heist"])
        from runtime in Gen.Elements<int?>(null, 165, 168, 170, 171, 188)
        from rating in Gen.Elements<decimal?>(null, 4.15m, 4.2m)
        from votes in Gen.Elements<int?>(null, 0, 1, 2)
        from poster in Gen.Elements(null, "https://img.example/w342/1", "https://img.example/w500/2", "https://img.example/3")
        from platform in Gen.Elements(null, "netflix", "hulu")
        from day in Gen.Elements<int?>(null, 1, 2)
        select new SourceRecord
        {
            Source = source,
            SourceId = source is "tmdb" or "imdb" ? null : seed,
            Title = title,
            Type = type,
            Year = year,
            Overview = overview,
            Cast = cast,
            Genres = genres,
            RuntimeMinutes = runtime,
            Rating = rating,
            Ratings = votes is null ? [] : [new SourceRating(source is "tmdb" ? source : "imdb", 8, 10, votes)],
            Images = new ContentImages(poster, null),
            ExternalIds = new Dictionary<string, string> { ["netflix"] = seed },
            Availability = platform is null ? [] : [new Offer { Platform = platform, Region = "US", Kind = OfferKind.Rent, Source = "", AsOf = day is { } days ? DateTimeOffset.UnixEpoch.AddDays(days) : null }],
        };

    /// <summary>The title that comes of these records, one after the other.</summary>
    public static Content Merge(string contentId, IEnumerable<SourceRecord> records)
    {
        Assert.True(ContentId.TryParse(contentId, out var id, out _));
        Content? merged = null;
        foreach (var record in records)
        {
            merged = merged is null
                ? ContentMerge.Create(id, record, DateTimeOffset.UnixEpoch)
                : Stored(ContentMerge.Apply(merged, record, gapsOnly: false, DateTimeOffset.UnixEpoch).Content);
        }

        return merged!;
    }

    /// <summary>The title as it comes back from its document.</summary>
    public static Content Stored(Content content) => ContentDocument.Read(ContentDocument.Write(content));

    /// <summary>Whether two titles have the same document.</summary>
    public static bool AreSame(Content left, Content right) => ContentDocument.Write(left).SequenceEqual(ContentDocument.Write(right));
}
