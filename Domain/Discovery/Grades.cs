namespace MediaGateway.Domain.Discovery;

/// <summary>
/// How well one word of a query matches a title, as one byte: of several ways to match the greatest counts. The order of
/// these numbers is that of their weights, but for <see cref="PersonPair"/>: who asks for a person by the whole name
/// does not mean a title with one of the names in it.
/// </summary>
internal static class Grades
{
    public const byte None = 0;
    public const byte TextMisspelled = 1;
    public const byte TextPrefix = 2;
    public const byte Mentioned = 3;
    public const byte Repeated = 4;
    public const byte Keyword = 5;
    public const byte Genre = 6;
    public const byte PersonMisspelledTwice = 7;
    public const byte PersonMisspelled = 8;
    public const byte PersonPrefix = 9;
    public const byte Person = 10;
    public const byte LeadPerson = 11;
    public const byte TitleMisspelledTwice = 12;
    public const byte TitleMisspelledPrefix = 13;
    public const byte TitleMisspelled = 14;
    public const byte PersonPairPrefix = 15;
    public const byte TitlePrefix = 16;
    public const byte OriginalTitle = 17;
    public const byte Year = 18;
    public const byte Title = 19;
    public const byte PersonPair = 20;
    public const byte TitlePair = 21;

    /// <summary>The least grade of a match in a name: a person's or a title's.</summary>
    public const byte LeastName = PersonMisspelledTwice;

    private static readonly float[] Weights =
        [0, .04f, .07f, .12f, .16f, .20f, .24f, .26f, .32f, .36f, .42f, .44f, .54f, .58f, .64f, .70f, .74f, .82f, .86f, .90f, .88f, 1];

    private static readonly float[] Likenesses =
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .70f, .75f, .85f, 0, .95f, .98f, 0, 1, 0, 1];

    /// <summary>What a match of this grade is worth, from 0 to 1.</summary>
    public static float WeightOf(byte grade) => Weights[grade];

    /// <summary>How much a word of a title is like the word that was typed, from 0 to 1; 0 where it is no word of a title.</summary>
    public static float LikenessOf(byte grade) => Likenesses[grade];

    /// <summary>Whether the match is a word of a title.</summary>
    public static bool IsTitle(byte grade) => Likenesses[grade] > 0;

    /// <summary>The grades of a whole word, by its level in the zone.</summary>
    public static ReadOnlySpan<byte> OfWord(Zone zone) => zone switch
    {
        Zone.Name => [OriginalTitle, Title, Title, Title],
        Zone.People => [Person, LeadPerson, LeadPerson, PersonPair],
        Zone.Text => [Mentioned, Repeated, Keyword, Genre],
        _ => [1, 1, 1, 1],
    };

    /// <summary>The grades of two neighbouring words written as one.</summary>
    public static ReadOnlySpan<byte> OfPair(Zone zone) => zone == Zone.Name
        ? [OriginalTitle, TitlePair, TitlePair, TitlePair]
        : [Person, LeadPerson, LeadPerson, PersonPair];

    /// <summary>The grades of a word that begins with what was typed.</summary>
    public static ReadOnlySpan<byte> OfPrefix(Zone zone) => zone switch
    {
        Zone.Name => [TitlePrefix, TitlePrefix, TitlePrefix, TitlePrefix],
        Zone.People => [PersonPrefix, PersonPrefix, PersonPrefix, PersonPairPrefix],
        _ => [TextPrefix, TextPrefix, TextPrefix, TextPrefix],
    };

    /// <summary>The grades of a word some slips away from what was typed.</summary>
    public static ReadOnlySpan<byte> OfMisspelled(Zone zone, int distance) => (zone, distance) switch
    {
        (Zone.Name, 1) => [TitleMisspelled, TitleMisspelled, TitleMisspelled, TitleMisspelled],
        (Zone.Name, _) => [TitleMisspelledTwice, TitleMisspelledTwice, TitleMisspelledTwice, TitleMisspelledTwice],
        (Zone.People, 1) => [PersonMisspelled, PersonMisspelled, PersonMisspelled, None],
        (Zone.People, _) => [PersonMisspelledTwice, PersonMisspelledTwice, PersonMisspelledTwice, None],
        _ => [TextMisspelled, TextMisspelled, TextMisspelled, TextMisspelled],
    };

    /// <summary>The grades of a word of a title that begins with something one slip away from what was typed.</summary>
    public static ReadOnlySpan<byte> OfMisspelledPrefix => [TitleMisspelledPrefix, TitleMisspelledPrefix, TitleMisspelledPrefix, TitleMisspelledPrefix];
}
