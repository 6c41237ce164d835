namespace MediaGateway.Tests.Outside.Search;

/// <summary>What people type, and the film they mean.</summary>
internal static class QueryTable
{
    public static IReadOnlyList<(string Query, string Title, int Year)> All { get; } =
    [
        // As it is called, more or less.
        ("the matrix", "The Matrix", 1999),
        ("matrix", "The Matrix", 1999),
        ("star wars", "Star Wars", 1977),
        ("casablanca", "Casablanca", 1942),
        ("die hard", "Die Hard", 1988),
        ("get out", "Get Out", 2017),
        ("up", "Up", 2009),
        ("her", "Her", 2013),
        ("it", "It", 2017),
        ("us", "Us", 2019),
        ("m", "M", 1951),
        ("heat", "Heat", 1995),
        ("alien", "Alien", 1979),
        ("aliens", "Aliens", 1986),
        ("la la land", "La La Land", 2016),
        ("good bad ugly", "The Good, the Bad and the Ugly", 1967),
        ("lion king", "The Lion King", 1994),
        ("dark knight", "The Dark Knight", 2008),
        ("princess bride", "The Princess Bride", 1987),
        ("silence of lambs", "The Silence of the Lambs", 1991),
        ("raiders lost ark", "Raiders of the Lost Ark", 1981),
        ("eternal sunshine spotless mind", "Eternal Sunshine of the Spotless Mind", 2004),
        ("no country old men", "No Country for Old Men", 2007),
        ("captain america civil war", "Captain America: Civil War", 2016),
        ("schindlers list", "Schindler's List", 1993),
        ("its a wonderful life", "It's a Wonderful Life", 1946),

        // Of several films of one name the one that most people mean.
        ("titanic", "Titanic", 1997),
        ("psycho", "Psycho", 1960),
        ("the avengers", "The Avengers", 2012),
        ("scarface", "Scarface", 1983),
        ("the thing", "The Thing", 1982),
        ("gladiator", "Gladiator", 2000),
        ("joker", "Joker", 2019),
        ("frozen", "Frozen", 2013),
        ("rocky", "Rocky", 1976),

        // Punctuation, spaces, articles.
        ("spider-man", "Spider-Man", 2002),
        ("spiderman", "Spider-Man", 2002),
        ("spider man", "Spider-Man", 2002),
        ("wall-e", "WALL-E", 2008),
        ("walle", "WALL-E", 2008),
        ("xmen", "X-Men", 2000),
        ("x men", "X-Men", 2000),
        ("mash", "M*A*S*H", 1970),
        ("et the extra terrestrial", "E.T. the Extra-Terrestrial", 1982),
        ("starwars", "Star Wars", 1977),
        ("ghost busters", "Ghostbusters", 1984),
        ("oceans eleven", "Ocean's Eleven", 2001),
        ("fast & furious", "Fast & Furious", 2009),

        // Numbers.
        ("2012", "2012", 2009),
        ("1917", "1917", 2019),
        ("300", "300", 2007),
        ("rocky 2", "Rocky II", 1979),
        ("rocky ii", "Rocky II", 1979),
        ("godfather 2", "The Godfather Part II", 1974),
        ("back to the future 3", "Back to the Future Part III", 1990),
        ("terminator 2", "Terminator 2: Judgment Day", 1991),
        ("oceans 11", "Ocean's 11", 1960),
        ("2001 space odyssey", "2001: A Space Odyssey", 1968),
        ("blade runner 2049", "Blade Runner 2049", 2017),
        ("se7en", "Seven", 1995),
        ("doctor strangelove", "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb", 1964),

        // Years.
        ("avengers 2012", "The Avengers", 2012),
        ("avengers 1998", "The Avengers", 1998),
        ("batman 1989", "Batman", 1989),
        ("batman 1966", "Batman", 1966),
        ("king kong 1933", "King Kong", 1933),
        ("king kong 2005", "King Kong", 2005),
        ("casino royale 2006", "Casino Royale", 2006),
        ("dune 1984", "Dune", 1984),
        ("little women 1994", "Little Women", 1994),
        ("2018 halloween", "Halloween", 2018),
        ("a star is born (1954)", "A Star Is Born", 1954),

        // One slip.
        ("matrx", "The Matrix", 1999),
        ("amtrix", "The Matrix", 1999),
        ("alein", "Alien", 1979),
        ("godfater", "The Godfather", 1972),
        ("jurasic park", "Jurassic Park", 1993),
        ("jurassic prak", "Jurassic Park", 1993),
        ("forest gump", "Forrest Gump", 1994),
        ("pulp fictoin", "Pulp Fiction", 1994),
        ("toy stroy", "Toy Story", 1995),
        ("finding nimo", "Finding Nemo", 2003),
        ("citizen cane", "Citizen Kane", 1941),
        ("blake runner", "Blade Runner", 1982),
        ("goodfelas", "Goodfellas", 1990),
        ("shindlers list", "Schindler's List", 1993),
        ("gost busters", "Ghostbusters", 1984),
        ("mad max fury raod", "Mad Max: Fury Road", 2015),
        ("the drak knight", "The Dark Knight", 2008),
        ("the hanover", "The Hangover", 2009),
        ("terminater", "The Terminator", 1984),
        ("mission imposible", "Mission: Impossible", 1996),
        ("singing in the rain", "Singin' in the Rain", 1952),

        // Two.
        ("intersteller", "Interstellar", 2014),
        ("shawshank redemtpion", "The Shawshank Redemption", 1994),
        ("inglorious bastards", "Inglourious Basterds", 2009),
        ("apocalipse nwo", "Apocalypse Now", 1979),
        ("gaurdians of teh galaxy", "Guardians of the Galaxy", 2014),
        ("frankenstien", "Frankenstein", 1931),
        ("big lebowsky", "The Big Lebowski", 1998),
        ("top gun maverik", "Top Gun: Maverick", 2022),

        // While typing.
        ("incep", "Inception", 2010),
        ("intrstel", "Interstellar", 2014),
        ("shawsh", "The Shawshank Redemption", 1994),
        ("the godf", "The Godfather", 1972),
        ("back to the fu", "Back to the Future", 1985),
        ("indiana jones and the last cru", "Indiana Jones and the Last Crusade", 1989),
        ("everything everywhere", "Everything Everywhere All at Once", 2022),

        // Another order.
        ("fiction pulp", "Pulp Fiction", 1994),
        ("knight dark rises", "The Dark Knight Rises", 2012),
        ("park jurassic", "Jurassic Park", 1993),

        // With people.
        ("matrix keanu", "The Matrix", 1999),
        ("keanu reeves matrix", "The Matrix", 1999),
        ("brad pitt fight", "Fight Club", 1999),
        ("leonardo dicaprio titanic", "Titanic", 1997),
        ("arnold schwarzenegger 1984", "The Terminator", 1984),
        ("schwarzeneger predator", "Predator", 1987),
        ("harrison ford fugitive", "The Fugitive", 1993),
        ("tom hanks gump", "Forrest Gump", 1994),
        ("sigourney weaver 1979", "Alien", 1979),

        // By what it is about.
        ("dinosaur theme park island", "Jurassic World", 2015),
        ("stanley kubrick vietnam", "Full Metal Jacket", 1987),
        ("hitchcock birds", "The Birds", 1963),
    ];
}
