using MediaGateway.Domain.Discovery;

namespace MediaGateway.Tests.Domain.Discovery;

public sealed class RelevanceTests
{
    private static readonly TextIndex Films = Titles.Index(WellKnownFilms.All);

    [Theory]
    // As it is written, and nearly so.
    [InlineData("The Matrix", "The Matrix")]
    [InlineData("matrix", "The Matrix")]
    [InlineData("godfather", "The Godfather")]
    [InlineData("the godfather part ii", "The Godfather Part II")]
    [InlineData("good bad ugly", "The Good, the Bad and the Ugly")]
    [InlineData("fast & furious", "The Fast and the Furious")]
    [InlineData("it", "It")]
    [InlineData("up", "Up")]
    [InlineData("her", "Her")]
    [InlineData("heat", "Heat")]
    // Articles that belong to the name.
    [InlineData("la la land", "La La Land")]
    // Punctuation, and words written as one or as two.
    [InlineData("spider-man", "Spider-Man")]
    [InlineData("spiderman", "Spider-Man")]
    [InlineData("spider man", "Spider-Man")]
    [InlineData("wall-e", "WALL·E")]
    [InlineData("walle", "WALL·E")]
    [InlineData("starwars", "Star Wars")]
    [InlineData("ghost busters", "Ghostbusters")]
    [InlineData("mash", "M*A*S*H")]
    [InlineData("et the extraterrestrial", "E.T. the Extra-Terrestrial")]
    [InlineData("oceans eleven", "Ocean's Eleven")]
    // Numbers, however they are written.
    [InlineData("rocky 2", "Rocky II")]
    [InlineData("rocky ii", "Rocky II")]
    [InlineData("oceans 11", "Ocean's Eleven")]
    [InlineData("godfather 2", "The Godfather Part II")]
    [InlineData("se7en", "Se7en")]
    [InlineData("seven", "Se7en")]
    [InlineData("doctor strangelove", "Dr. Strangelove")]
    // Slips.
    [InlineData("matrx", "The Matrix")]
    [InlineData("amtrix", "The Matrix")]
    [InlineData("natrix", "The Matrix")]
    [InlineData("alein", "Alien")]
    [InlineData("forest gump", "Forrest Gump")]
    [InlineData("pulp fictoin", "Pulp Fiction")]
    [InlineData("jurasic park", "Jurassic Park")]
    [InlineData("shawshank redemtpion", "The Shawshank Redemption")]
    [InlineData("inglorious bastards", "Inglourious Basterds")]
    [InlineData("gost busters", "Ghostbusters")]
    [InlineData("citizen cane", "Citizen Kane")]
    [InlineData("blake runner", "Blade Runner")]
    // Beginnings.
    [InlineData("incep", "Inception")]
    [InlineData("inter", "Interstellar")]
    [InlineData("intrstel", "Interstellar")]
    [InlineData("the lord of the ri", "The Lord of the Rings")]
    [InlineData("spiderm", "Spider-Man")]
    // Any order.
    [InlineData("fiction pulp", "Pulp Fiction")]
    [InlineData("knight dark", "The Dark Knight")]
    // Marks, other scripts, other languages.
    [InlineData("amelie", "Amélie")]
    [InlineData("Le Fabuleux Destin d'Amélie Poulain", "Amélie")]
    [InlineData("leon", "Léon")]
    [InlineData("parasite", "Parasite")]
    [InlineData("기생충", "Parasite")]
    [InlineData("東京物語", "Tokyo Story")]
    [InlineData("東京", "Tokyo Story")]
    [InlineData("сталкер", "Stalker")]
    // Years, and titles that look like years.
    [InlineData("avengers 2012", "The Avengers")]
    [InlineData("2012", "2012")]
    [InlineData("1917", "1917")]
    [InlineData("300", "300")]
    [InlineData("blade runner 2049", "Blade Runner 2049")]
    [InlineData("2001 space odyssey", "2001: A Space Odyssey")]
    // People.
    [InlineData("keanu reeves", "The Matrix")]
    [InlineData("kenau reeves", "The Matrix")]
    [InlineData("matrix keanu", "The Matrix")]
    [InlineData("christopher nolan knight", "The Dark Knight")]
    // What it is about.
    [InlineData("dinosaurs theme park", "Jurassic Park")]
    [InlineData("robot cleaning earth", "WALL·E")]
    public void The_film_that_is_meant_comes_first(string query, string title) => Assert.Equal(title, Films.Found(query).FirstOrDefault());

    [Fact]
    public void A_year_in_the_query_chooses_among_titles_of_one_name()
    {
        Assert.Equal(1989, YearOfFirst("batman 1989"));
        Assert.Equal(1966, YearOfFirst("batman 1966"));
        Assert.Equal(1998, YearOfFirst("the avengers 1998"));
    }

    [Fact]
    public void The_better_known_of_two_equal_titles_comes_first()
    {
        var index = Titles.Index(Titles.Film("Crash", 1996, votes: 10), Titles.Film("Crash", 2004, votes: 100_000));
        Assert.Equal("mg:Crash:2004", index.Search("crash").Hits[0].Title.ContentId);
    }

    [Fact]
    public void A_title_beats_a_person_a_person_beats_a_genre_and_a_genre_beats_an_overview()
    {
        var index = Titles.Index(
            Titles.Film("One", overview: "A story about west and east.", votes: 1_000_000),
            Titles.Film("Two", genres: "West", votes: 100_000),
            Titles.Film("Three", cast: "Adam West", votes: 1_000),
            Titles.Film("Go West"),
            Titles.Film("West of Here"),
            Titles.Film("West"));
        Assert.Equal(["West", "West of Here", "Go West", "Three", "Two", "One"], index.Found("west"));
    }

    [Fact]
    public void Nothing_that_means_nothing_is_found()
    {
        Assert.Equal(0, Films.Search("?!…").Total);
        Assert.Equal(0, Films.Search("qqqqqqqq").Total);
    }

    private static int? YearOfFirst(string query)
    {
        var id = Films.Search(query).Hits[0].Title.ContentId;
        return WellKnownFilms.All.Single(film => film.ContentId == id).Year;
    }
}
