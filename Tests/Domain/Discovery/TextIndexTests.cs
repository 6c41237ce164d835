using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;
using static MediaGateway.Tests.Domain.Discovery.Titles;

namespace MediaGateway.Tests.Domain.Discovery;

public sealed class TextIndexTests
{
    // Words of three letters or less, none a year and none an article: they are never held for misspelled ones when a
    // title has them, so that a plain count can tell what must be found.
    private static readonly string[] Vocabulary = ["sun", "moon", "sky", "red", "sea", "fog", "ox", "elm", "ash", "cup", "mud", "zip"];

    private static readonly Gen<string> Text =
        from count in Gen.Choose(1, 4)
        from words in Gen.ArrayOf(Gen.Elements(Vocabulary), count)
        select string.Join(' ', words);

    private static readonly Gen<IndexedTitle> AnyTitle =
        from number in Gen.Choose(0, 30)
        from name in Text
        from overview in Gen.OneOf(Text, Gen.Constant((string)null!))
        from person in Text
        from year in Gen.Choose(1990, 1999)
        from genre in Gen.Elements("Drama", "Comedy", "War")
        from type in Gen.Elements(ContentType.Movie, ContentType.Series)
        select Film(name, year, cast: person, genres: genre, overview: overview, id: "mg:" + number, type: type);

    private static readonly Gen<TitleFilter> AnyFilter =
        from types in Gen.SubListOf(ContentType.Movie, ContentType.Series)
        from genres in Gen.SubListOf("drama", "war", "western")
        from first in Gen.Elements<int?>(null, 1992, 1995)
        from last in Gen.Elements<int?>(null, 1994, 1998)
        select new TitleFilter { Types = [.. types], Genres = [.. genres], YearFrom = first, YearTo = last };

    private static readonly Gen<TextQuery> AnyQuery =
        from text in Text
        from filter in AnyFilter
        from limit in Gen.Choose(1, 40)
        // A blank at the end: the last word is complete.
        select new TextQuery { Text = text + " ", Filter = filter, Limit = limit };

    [Fact]
    public void The_total_is_what_counting_by_hand_gives() =>
        Prop.ForAll(Arb.From(Gen.ListOf(AnyTitle)), Arb.From(AnyQuery), (titles, query) =>
        {
            var latest = Latest(titles);
            var words = query.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var needed = latest.Select(title => words.Count(word => WordsOf(title).Contains(word))).DefaultIfEmpty().Max();
            if (needed * 2 < words.Length) needed = int.MaxValue;
            var expected = latest.Count(title => words.Count(word => WordsOf(title).Contains(word)) >= needed && Passes(title, query.Filter));

            // Joined neighbours ("elm ash" for a title "Elmash") cannot be told apart by this count; the vocabulary has none.
            return Index([.. titles]).Search(query).Total == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_index_made_bit_by_bit_answers_as_one_made_at_once() =>
        Prop.ForAll(Arb.From(Gen.ListOf(AnyTitle)), Arb.From(AnyQuery), Arb.From(Gen.Choose(1, 5)), (titles, query, step) =>
        {
            var whole = Index([.. Latest(titles)]);
            var grown = titles.Chunk(step).Aggregate(TextIndex.Empty, (index, batch) => index.With(batch));
            return whole.Count == grown.Count && Same(whole.Search(query), grown.Search(query));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Pages_together_give_each_match_once_and_in_the_order_of_one_big_page() =>
        Prop.ForAll(Arb.From(Gen.ListOf(AnyTitle)), Arb.From(AnyQuery), (titles, query) =>
        {
            var index = titles.Chunk(7).Aggregate(TextIndex.Empty, (grown, batch) => grown.With(batch));
            var all = index.Search(query with { Limit = 1000 });
            var paged = new List<string>();
            HitPosition? after = null;
            TitleHits page;
            do
            {
                page = index.Search(query with { After = after });
                paged.AddRange(page.Hits.Select(hit => hit.Title.ContentId));
                if (page.Hits.Count > 0) after = page.Hits[^1].Position;
            }
            while (page.HasMore);
            return all.Total == all.Hits.Count && page.Total == all.Total && paged.SequenceEqual(all.Hits.Select(hit => hit.Title.ContentId));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_thousand_small_changes_leave_few_segments_and_the_newest_titles()
    {
        var index = TextIndex.Empty;
        for (var i = 0; i < 1000; i++) index = index.With([Film($"Sun {i % 300}", overview: $"take{i}", id: $"mg:{i % 300}")]);
        Assert.Equal(300, index.Count);
        Assert.Equal(300, index.Search("sun", 100).Total);
        Assert.Equal(0, index.Search("take5 ").Total);
        Assert.Equal(1, index.Search("take999 ").Total);
        Assert.InRange(index.Segments.Length, 1, 24);
    }

    [Fact]
    public void A_replaced_title_is_found_by_its_new_words_only_and_the_old_index_stays_as_it_was()
    {
        var before = Index(Film("Old Name", id: "mg:1"));
        var after = before.With([Film("New Name", id: "mg:1")]);
        Assert.Equal(["Old Name"], before.Found("old"));
        Assert.Empty(after.Found("old"));
        Assert.Equal(["New Name"], after.Found("new"));
        Assert.Equal(1, after.Count);
    }

    [Fact]
    public void A_title_that_took_another_in_is_found_by_both_ids()
    {
        var index = Index(Film("Twice", id: "mg:2"), Film("Twice", id: "imdb:tt0000001"));
        index = index.With([Film("Twice", id: "imdb:tt0000001") with { Absorbed = ["mg:2"], OutsideIds = ["mg:2", "wikipedia:Twice"] }]);
        Assert.Equal(1, index.Search("twice").Total);
        foreach (var id in new[] { "mg:2", "imdb:tt0000001", "wikipedia:Twice" })
        {
            Assert.True(index.TryFind(id, out var found));
            Assert.Equal("imdb:tt0000001", found.ContentId);
        }

        Assert.False(index.TryFind("wikipedia:Thrice", out _));
    }

    [Fact]
    public void Platform_and_region_filters_ask_for_an_offer_that_has_both()
    {
        var index = Index(
            Film("Sea One", offers: [new TitleOffer("netflix", "US"), new TitleOffer("hulu", "GB")]),
            Film("Sea Two", offers: [new TitleOffer("netflix", "GB")]),
            Film("Sea Three"));
        Assert.Equal(["Sea One", "Sea Two"], Filtered(index, new TitleFilter { Platforms = ["Netflix"] }));
        Assert.Equal(["Sea One"], Filtered(index, new TitleFilter { Platforms = ["netflix"], Region = "us" }));
        Assert.Equal(["Sea One", "Sea Two"], Filtered(index, new TitleFilter { Region = "GB" }));
        Assert.Empty(Filtered(index, new TitleFilter { Platforms = ["hulu"], Region = "US" }));
    }

    [Fact]
    public void Typeahead_looks_at_names_only()
    {
        var index = Index(Film("Moonlight"), Film("Sun", cast: "Moon Lee", overview: "A moon film."));
        Assert.Equal(["Moonlight"], index.Search(new TextQuery { Text = "moon", NamesOnly = true }).Hits.Select(NameOf));
    }

    [Fact]
    public void Very_long_and_very_many_words_are_taken_as_they_come()
    {
        var giant = new string('x', 5000);
        var index = Index(Film(giant), Film(string.Join(' ', Enumerable.Range(0, 500).Select(i => $"w{i}"))), Film("東", original: new string('京', 900)));
        Assert.Equal(3, index.Count);
        Assert.Equal([giant], index.Found(giant));
        Assert.Single(index.Found(string.Join(' ', Enumerable.Range(0, 500).Select(i => $"w{i}"))));
        Assert.Single(index.Found(new string('京', 200)));
    }

    private static List<IndexedTitle> Latest(IEnumerable<IndexedTitle> titles) => [.. titles.GroupBy(title => title.ContentId).Select(group => group.Last())];

    private static HashSet<string> WordsOf(IndexedTitle title) =>
        [.. $"{title.Title} {title.Overview} {string.Join(' ', title.Cast)}".Split(' '), .. title.Genres.Select(genre => genre.ToLowerInvariant())];

    private static bool Passes(IndexedTitle title, TitleFilter filter) =>
        (filter.Types.Count == 0 || filter.Types.Contains(title.Type))
        && (filter.Genres.Count == 0 || filter.Genres.Contains(title.Genres[0].ToLowerInvariant()))
        && (filter.YearFrom is not { } from || title.Year >= from)
        && (filter.YearTo is not { } to || title.Year <= to);

    private static bool Same(TitleHits left, TitleHits right) =>
        left.Total == right.Total && left.HasMore == right.HasMore && left.Hits.Select(hit => (hit.Position, hit.Score)).SequenceEqual(right.Hits.Select(hit => (hit.Position, hit.Score)));

    private static string[] Filtered(TextIndex index, TitleFilter filter) =>
        [.. index.Search(new TextQuery { Text = "sea", Filter = filter }).Hits.Select(NameOf).Order(StringComparer.Ordinal)];
}
