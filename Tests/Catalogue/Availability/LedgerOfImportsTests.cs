using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Domain.Catalogue.Import;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Catalogue.Availability;

public sealed class LedgerOfImportsTests
{
    [Fact]
    public void Whatever_is_imported_and_merged_the_ledger_and_the_titles_say_the_same() =>
        Prop.ForAll(Records.ListOf().ListOf().ToArbitrary(), imports =>
        {
            var (catalogue, ledger) = (new CatalogueModel(), new List<AvailabilityFact>());
            foreach (var records in imports)
            {
                catalogue.Import(new ImportMemory(), [.. records]);
                ledger.AddRange(catalogue.LastChanges.SelectMany(AvailabilityFacts.Of));
            }

            var byId = ledger.ToLookup(fact => fact.ContentId);
            var titles = catalogue.All.ToList();
            return titles.All(title => Said(AvailabilityHistory.Standing(IdsOf(title).SelectMany(id => byId[id]).ToList())).SetEquals(Said(SaidOf(title))))
                // What is not said of a title that there is, is said of none.
                && AvailabilityHistory.Standing(ledger.Where(fact => !titles.Exists(title => title.ContentId == fact.ContentId))).Count == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_title_that_is_taken_in_keeps_its_past_and_leaves_its_offers_to_the_other()
    {
        var (catalogue, ledger) = (new CatalogueModel(), new List<AvailabilityFact>());
        Import("alpha", """{"title":"Heat","tmdb_id":949,"availability":[{"platform":"netflix","region":"US","offer":"subscription"}]}""");
        Import("omega", """{"title":"Heat","imdb_id":"tt0113277"}""");
        Import("tmdb", """{"title":"Heat","imdb_id":"tt0113277","tmdb_id":949}""");

        Assert.Equal(["tmdb:movie:949 there", "tmdb:movie:949 gone", "imdb:tt0113277 there"], ledger.Select(fact => $"{fact.ContentId} {(fact.IsThere ? "there" : "gone")}"));
        Assert.Equal("netflix", Assert.Single(AvailabilityHistory.Standing(ledger)).Platform);

        void Import(string source, string line)
        {
            catalogue.Import(source, line);
            ledger.AddRange(catalogue.LastChanges.SelectMany(AvailabilityFacts.Of));
        }
    }

    [Fact]
    public void Sources_that_say_the_same_in_turn_add_nothing_whoever_spoke_last()
    {
        var catalogue = new CatalogueModel();
        for (var day = 1; day <= 6; day++)
        {
            var source = day % 2 == 0 ? "alpha" : "omega";
            catalogue.Import(source, $$"""{"title":"Heat","imdb_id":"tt0113277","availability":[{"platform":"netflix","region":"US","offer":"subscription","as_of":"2026-05-0{{day}}"}]}""");
            var facts = catalogue.LastChanges.SelectMany(AvailabilityFacts.Of);
            Assert.Equal(day <= 2 ? [$"{source} there"] : [], facts.Select(fact => $"{fact.Offer.Source} {(fact.IsThere ? "there" : "gone")}"));
        }
    }

    [Fact]
    public void What_a_source_says_of_one_region_leaves_what_it_said_of_others()
    {
        var (catalogue, facts) = (new CatalogueModel(), new List<string>());
        Say(["US"], Netflix(region: "US"));
        Say(["DE"], Netflix(region: "DE"));
        Say(["US"], Netflix(region: "US"));
        Say(["US"]);
        Say(["US"]);
        Assert.Equal(["US there", "DE there", "US gone"], facts);
        Assert.Equal("DE", Assert.Single(Assert.Single(catalogue.All).Availability).Region);
        Say(null);
        Say(["DE"]);
        Assert.Equal("DE gone", facts[^1]);
        Assert.Empty(Assert.Single(catalogue.All).Availability);

        void Say(string[]? regions, params Offer[] offers)
        {
            catalogue.Import(new ImportMemory(), [new SourceRecord { Source = "justwatch", SourceId = "1", Title = "Heat", Availability = offers, OfferScope = regions is null ? null : new OfferScope { Regions = regions } }]);
            facts.AddRange(catalogue.LastChanges.SelectMany(AvailabilityFacts.Of).Select(fact => $"{fact.Offer.Region} {(fact.IsThere ? "there" : "gone")}"));
        }
    }

    [Fact]
    public void A_change_of_anything_else_is_no_fact()
    {
        var catalogue = new CatalogueModel();
        catalogue.Import("alpha", """{"title":"Heat","imdb_id":"tt0113277","availability":[{"platform":"netflix","region":"US","offer":"subscription","season":0}]}""");
        catalogue.Import("alpha", """{"title":"HEAT","imdb_id":"tt0113277","availability":[{"platform":"netflix","region":"US","offer":"subscription","season":0,"as_of":"2026-05-01"}]}""");
        Assert.Empty(AvailabilityFacts.Of(Assert.Single(catalogue.LastChanges)));
    }

    // What each source says of it, and not only what is shown.
    private static IEnumerable<Offer> SaidOf(Content title) =>
        title.Origin is { } origin ? origin.Combined.SelectMany(statement => statement.Availability ?? []) : title.Availability;

    private static IEnumerable<string> IdsOf(Content title) => [title.ContentId, .. title.Aliases ?? []];

    // One film that sources know by different ids, until one of them knows several.
    private static Gen<SourceRecord> Records { get; } =
        from source in Gen.Elements("alpha", "omega")
        from own in Gen.Elements(null, "1", "2")
        from imdb in Gen.Elements(null, null, "tt0000001", "tt0000002")
        from tmdb in Gen.Elements(null, null, "1", "2")
        from offers in Lists
        from regions in Gen.Elements<string[]?>(null, null, ["US"], ["US", "DE"])
        select new SourceRecord
        {
            Source = source,
            SourceId = own,
            Title = "Heat",
            Type = ContentType.Movie,
            ExternalIds = new[] { ("imdb", imdb), ("tmdb", tmdb) }.Where(id => id.Item2 is not null).ToDictionary(id => id.Item1, id => id.Item2!),
            Availability = offers,
            OfferScope = regions is null ? null : new OfferScope { Regions = regions },
        };
}
