using System.Text.Json;
using MediaGateway.Domain.Discovery;
using Xunit.Abstractions;

namespace MediaGateway.Tests.Outside.Search;

[Trait("Category", "Outside")]
public sealed class SearchQualityTests(ITestOutputHelper output)
{
    private const double LeastFirst = 0.93;
    private const double LeastAmongThree = 0.98;

    [OutsideFact]
    public void People_find_the_film_they_mean()
    {
        int first = 0, amongThree = 0;
        foreach (var (query, title, year) in QueryTable.All)
        {
            var hits = WikipediaFilms.Index.Search(new TextQuery { Text = query, Limit = 3 }).Hits.Select(FilmOf).ToList();
            var place = hits.IndexOf((title, year));
            if (place == 0) first++;
            if (place >= 0) amongThree++;
            if (place != 0) output.WriteLine($"{query}: {title} ({year}) is not first of {string.Join(", ", hits)}");
        }

        var all = (double)QueryTable.All.Count;
        output.WriteLine($"first {first / all:P1}, among three {amongThree / all:P1}, of {all} queries");
        Assert.InRange(first / all, LeastFirst, 1);
        Assert.InRange(amongThree / all, LeastAmongThree, 1);
    }

    [OutsideFact]
    public void Typeahead_shows_a_film_long_before_its_name_is_typed()
    {
        foreach (var (typed, title, year) in new[] { ("ince", "Inception", 2010), ("the matr", "The Matrix", 1999), ("jurassic p", "Jurassic Park", 1993), ("pulp f", "Pulp Fiction", 1994), ("forrest g", "Forrest Gump", 1994), ("godf", "The Godfather", 1972) })
        {
            var hits = WikipediaFilms.Index.Search(new TextQuery { Text = typed, Limit = 5, NamesOnly = true }).Hits.Select(FilmOf);
            Assert.Contains((title, year), hits);
        }
    }

    [OutsideFact]
    public void Totals_of_filtered_searches_are_what_a_plain_count_gives()
    {
        var films = WikipediaFilms.Contents;
        var filter = new TitleFilter { Genres = ["horror"], YearFrom = 1980, YearTo = 1989 };
        var expected = films.Count(film => film.Year is >= 1980 and <= 1989 && film.Genres.Contains("Horror", StringComparer.OrdinalIgnoreCase));
        Assert.Equal(films.Count, WikipediaFilms.Index.Count);

        // Every one of them has the word, as its genre.
        Assert.Equal(expected, WikipediaFilms.Index.Search(new TextQuery { Text = "horror ", Filter = filter }).Total);
    }

    [OutsideFact]
    public void Every_film_is_found_first_or_among_its_namesakes_by_its_own_name_and_year()
    {
        var missed = new List<string>();
        var asked = 0;
        foreach (var film in WikipediaFilms.Contents.Where((_, place) => place % 12 == 0))
        {
            asked++;
            var hits = WikipediaFilms.Index.Search(new TextQuery { Text = $"{film.Title} {film.Year}", Limit = 5 }).Hits.Select(FilmOf).ToList();
            if (!hits.Contains((film.Title, film.Year ?? 0))) missed.Add($"{film.Title} ({film.Year}) in {string.Join(", ", hits)}");
        }

        foreach (var miss in missed) output.WriteLine(miss);
        Assert.InRange(missed.Count, 0, asked / 200);
    }

    private static (string Title, int Year) FilmOf(TitleHit hit)
    {
        using var document = JsonDocument.Parse(hit.Title.Document);
        return (document.RootElement.GetProperty("title").GetString()!, document.RootElement.GetProperty("year").GetInt32());
    }
}
