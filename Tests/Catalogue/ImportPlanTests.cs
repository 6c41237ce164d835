namespace MediaGateway.Tests.Catalogue;

public sealed class ImportPlanTests
{
    private readonly CatalogueModel _catalogue = new();

    [Fact]
    public void The_same_lines_again_change_nothing()
    {
        string[] lines = ["""{"title":"A","year":1950,"href":"A","cast":["X"]}""", """{"title":"B","imdb_id":"tt0000001","tmdb_id":7}"""];
        Assert.Equal("created created", _catalogue.Import("wikipedia", lines));
        Assert.Equal("unchanged unchanged", _catalogue.Import("wikipedia", lines));
        Assert.Empty(_catalogue.LastChanges);
    }

    [Fact]
    public void A_changed_line_updates_one_title()
    {
        _catalogue.Import("wikipedia", """{"title":"A","year":1950,"href":"A"}""", """{"title":"B","href":"B"}""");
        Assert.Equal("updated unchanged", _catalogue.Import("wikipedia", """{"title":"A!","year":1951,"href":"A"}""", """{"title":"B","href":"B"}"""));
        Assert.Equal(("A!", 1951), (_catalogue.Find("wikipedia:A").Title, _catalogue.Find("wikipedia:A").Year));
        Assert.Equal(2, _catalogue.Count);
    }

    [Fact]
    public void A_field_that_is_left_out_says_nothing()
    {
        _catalogue.Import("wikipedia", """{"title":"A","year":1950,"href":"A","cast":["X"]}""");
        Assert.Equal("unchanged", _catalogue.Import("wikipedia", """{"title":"A","href":"A","cast":[],"year":null}"""));
    }

    [Fact]
    public void Titles_without_any_id_are_told_apart_by_title_and_year()
    {
        string[] lines = ["""{"title":"Cimarron","year":1931}""", """{"title":"Cimarron","year":1960}""", """{"title":"Cimarron","year":1960,"type":"album"}"""];
        Assert.Equal("created created created", _catalogue.Import("wikipedia", lines));
        Assert.Equal("unchanged unchanged unchanged", _catalogue.Import("wikipedia", lines));
    }

    [Fact]
    public void Two_titles_that_share_title_and_year_stay_two_when_their_source_ids_differ()
    {
        string[] lines = ["""{"title":"A","year":1950,"href":"A_(drama)"}""", """{"title":"A","year":1950,"href":"A_(western)"}"""];
        Assert.Equal("created created", _catalogue.Import("wikipedia", lines));
        Assert.Equal("unchanged unchanged", _catalogue.Import("wikipedia", lines));
    }

    [Fact]
    public void Two_titles_to_which_one_file_gives_the_same_id_stay_two_and_stay_as_they_are()
    {
        string[] lines = ["""{"title":"The Train Wreckers","year":1905,"href":"TW"}""", """{"title":"The Train Wreckers","year":1925,"href":"TW"}"""];
        Assert.Equal("created created", _catalogue.Import("wikipedia", lines));
        Assert.Equal("unchanged unchanged", _catalogue.Import("wikipedia", lines));
        Assert.Equal("unchanged unchanged", _catalogue.Import("wikipedia", [.. lines.Reverse()]));
        Assert.Equal(1905, _catalogue.Find("wikipedia:TW").Year);
    }

    [Fact]
    public void A_title_that_a_file_lists_twice_is_one_whose_first_line_counts()
    {
        string[] lines = ["""{"title":"A","year":1950,"href":"A","cast":["X"]}""", """{"title":"A","year":1950,"href":"A","cast":["Y"],"genres":["Drama"]}"""];
        Assert.Equal("created updated", _catalogue.Import("wikipedia", lines));
        Assert.Contains("cast", Assert.Single(_catalogue.LastNotes), StringComparison.Ordinal);
        Assert.Equal(["X"], _catalogue.Find("wikipedia:A").Cast);
        Assert.Equal(["Drama"], _catalogue.Find("wikipedia:A").Genres);
        Assert.Equal("unchanged unchanged", _catalogue.Import("wikipedia", lines));
    }

    [Fact]
    public void A_line_with_the_outside_id_of_another_sources_title_merges()
    {
        _catalogue.Import("wikipedia", """{"title":"The Matrix","href":"The_Matrix","imdb_id":"tt0133093","overview":"from wikipedia"}""");
        Assert.Equal("merged", _catalogue.Import("zeta", """{"title":"Matrix","id":5,"imdb_id":"tt0133093","overview":"from zeta","runtime":136}"""));
        Assert.Equal("unchanged", _catalogue.Import("zeta", """{"title":"Matrix","id":5,"imdb_id":"tt0133093","overview":"from zeta","runtime":136}"""));
        var title = _catalogue.Find("zeta:5");
        Assert.Equal(("imdb:tt0133093", "The Matrix", "from wikipedia", 136), (title.ContentId, title.Title, title.Overview, title.RuntimeMinutes));
        Assert.Equal(("wikipedia", "zeta"), (title.Provenance["overview"], title.Provenance["runtime_minutes"]));
    }

    [Fact]
    public void A_better_source_takes_a_field_over_from_the_starter_catalogue()
    {
        _catalogue.Import("starter", """{"title":"The Matrix","imdb_id":"tt0133093","external_ids":{"wikipedia":"The_Matrix"},"overview":"short"}""");
        Assert.Equal("merged", _catalogue.Import("wikipedia", """{"title":"The Matrix","href":"The_Matrix","overview":"long"}"""));
        Assert.Equal(("imdb:tt0133093", "long"), (_catalogue.Find("wikipedia:The_Matrix").ContentId, _catalogue.Find("wikipedia:The_Matrix").Overview));
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Two_titles_that_prove_to_be_one_become_one_and_both_ids_lead_to_it()
    {
        _catalogue.Import("wikipedia", """{"title":"The Matrix","href":"The_Matrix","overview":"long"}""");
        _catalogue.Import("zeta", """{"title":"The Matrix","imdb_id":"tt0133093"}""");
        var former = _catalogue.Find("wikipedia:The_Matrix").ContentId;
        Assert.Equal("merged", _catalogue.Import("wikipedia", """{"title":"The Matrix","href":"The_Matrix","imdb_id":"tt0133093"}"""));
        Assert.Equal(1, _catalogue.Count);
        Assert.Equal("imdb:tt0133093", _catalogue.Find("wikipedia:The_Matrix").ContentId);
        Assert.Equal("imdb:tt0133093", _catalogue.Find(former).ContentId);
        Assert.Equal("long", _catalogue.Find(former).Overview);
        Assert.Equal([former], _catalogue.Find(former).Aliases);
        Assert.Equal("unchanged", _catalogue.Import("wikipedia", """{"title":"The Matrix","href":"The_Matrix","imdb_id":"tt0133093"}"""));
    }

    [Fact]
    public void One_source_id_under_two_imdb_ids_names_two_titles()
    {
        string[] lines = ["""{"title":"A","href":"A","imdb_id":"tt0000001"}""", """{"title":"A","href":"A","imdb_id":"tt0000002"}"""];
        Assert.Equal("created created", _catalogue.Import("wikipedia", lines));
        Assert.Equal("unchanged unchanged", _catalogue.Import("wikipedia", lines));
        Assert.Equal("imdb:tt0000001", _catalogue.Find("wikipedia:A").ContentId);
    }

    [Fact]
    public void An_outside_id_given_later_leads_to_the_title_that_keeps_its_id()
    {
        _catalogue.Import("wikipedia", """{"title":"A","href":"A"}""");
        var id = _catalogue.Find("wikipedia:A").ContentId;
        Assert.Equal("updated", _catalogue.Import("wikipedia", """{"title":"A","href":"A","imdb_id":"tt0000001"}"""));
        Assert.Equal(id, _catalogue.Find("imdb:tt0000001").ContentId);
    }

    [Fact]
    public void Films_and_series_of_tmdb_are_numbered_apart()
    {
        Assert.Equal("created created", _catalogue.Import("tmdb", """{"title":"A","id":7}""", """{"title":"B","id":7,"type":"series"}"""));
        Assert.Equal(("A", "B"), (_catalogue.Find("tmdb:movie:7").Title, _catalogue.Find("tmdb:tv:7").Title));
    }

    [Fact]
    public void An_exported_title_finds_itself_again()
    {
        _catalogue.Import("wikipedia", """{"title":"A","href":"A"}""");
        var exported = _catalogue.Find("wikipedia:A");
        Assert.Equal("unchanged", _catalogue.Import("wikipedia", $$"""{"title":"A","content_id":"{{exported.ContentId}}"}"""));
    }

    [Fact]
    public void Two_titles_that_were_split_are_not_merged_again_by_the_line_that_merged_them()
    {
        const string Line = """{"title":"The Matrix","href":"The_Matrix","imdb_id":"tt0133093","overview":"long"}""";
        _catalogue.Import("wikipedia", """{"title":"The Matrix","href":"The_Matrix","overview":"long"}""");
        _catalogue.Import("zeta", """{"title":"The Matrix (fan film)","imdb_id":"tt0133093"}""");
        var former = _catalogue.Find("wikipedia:The_Matrix").ContentId;
        Assert.Equal("merged", _catalogue.Import("wikipedia", Line));

        _catalogue.Split("imdb:tt0133093", former);

        Assert.Equal("unchanged", _catalogue.Import("wikipedia", Line));
        Assert.Equal(2, _catalogue.Count);
        Assert.Equal((former, "long"), (_catalogue.Find("wikipedia:The_Matrix").ContentId, _catalogue.Find("wikipedia:The_Matrix").Overview));
        Assert.False(_catalogue.Find(former).ExternalIds.ContainsKey("imdb"));
        Assert.Equal(("The Matrix (fan film)", null), (_catalogue.Find("imdb:tt0133093").Title, _catalogue.Find("imdb:tt0133093").Overview));
        Assert.Null(_catalogue.Find("imdb:tt0133093").Aliases);
    }

    [Fact]
    public void Of_two_titles_that_were_split_tmdb_keeps_to_the_one_that_it_numbers()
    {
        _catalogue.Import("tmdb", """{"title":"A","id":7}""");
        _catalogue.Import("zeta", """{"title":"B","imdb_id":"tt0000001"}""");
        Assert.Equal("merged", _catalogue.Import("tmdb", """{"title":"A","id":7,"imdb_id":"tt0000001"}"""));
        _catalogue.Split("imdb:tt0000001", "tmdb:movie:7");
        Assert.Equal("unchanged", _catalogue.Import("tmdb", """{"title":"A","id":7,"imdb_id":"tt0000001"}"""));
        Assert.Equal(("A", "B"), (_catalogue.Find("tmdb:movie:7").Title, _catalogue.Find("imdb:tt0000001").Title));
    }

    [Fact]
    public void What_a_source_says_after_a_merge_goes_with_its_title_when_they_are_split()
    {
        _catalogue.Import("wikipedia", """{"title":"A","href":"A","year":1950}""", """{"title":"A (film)","href":"A_(film)"}""");
        var (first, second) = (_catalogue.Find("wikipedia:A").ContentId, _catalogue.Find("wikipedia:A_(film)").ContentId);
        _catalogue.Merge(first, second);
        Assert.Equal(1, _catalogue.Count);
        Assert.Equal("updated updated", _catalogue.Import("wikipedia", """{"title":"A","href":"A","year":1951}""", """{"title":"A (film)","href":"A_(film)","year":1952}"""));

        var merged = _catalogue.Find(first);
        _catalogue.Split(merged.ContentId, Assert.Single(merged.Aliases!));

        Assert.Equal((1951, 1952), (_catalogue.Find("wikipedia:A").Year, _catalogue.Find("wikipedia:A_(film)").Year));
        Assert.Equal((first, second), (_catalogue.Find("wikipedia:A").ContentId, _catalogue.Find("wikipedia:A_(film)").ContentId));
    }

    [Fact]
    public void A_file_that_lists_a_title_before_and_after_it_shows_it_to_be_another_changes_nothing_the_second_time()
    {
        string[] lines =
        [
            """{"title":"A","href":"A","overview":"first"}""",
            """{"title":"B","href":"B","imdb_id":"tt0000001"}""",
            """{"title":"A","href":"A","imdb_id":"tt0000001","overview":"second"}""",
        ];
        Assert.Equal("created created merged", _catalogue.Import("wikipedia", lines));
        Assert.Equal("unchanged unchanged unchanged", _catalogue.Import("wikipedia", lines));
        Assert.Equal(("B", "first"), (_catalogue.Find("wikipedia:A").Title, _catalogue.Find("wikipedia:A").Overview));
    }

    [Fact]
    public void A_pair_that_was_split_can_be_merged_by_hand()
    {
        _catalogue.Import("wikipedia", """{"title":"A","href":"A"}""");
        _catalogue.Import("zeta", """{"title":"A","imdb_id":"tt0000001"}""");
        var former = _catalogue.Find("wikipedia:A").ContentId;
        _catalogue.Merge("wikipedia:A", "imdb:tt0000001");
        var merged = _catalogue.Find("imdb:tt0000001");
        _catalogue.Split("imdb:tt0000001", former);
        _catalogue.Merge("imdb:tt0000001", former);
        Assert.True(Merging.Statements.AreSame(merged, _catalogue.Find("wikipedia:A")));
    }
}
