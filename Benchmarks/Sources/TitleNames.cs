using System.Globalization;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>The titles of a catalogue in which each word stands in a hundredth of them, as common words do.</summary>
internal static class TitleNames
{
    /// <summary>How many there are.</summary>
    public const int Count = Words * Words;

    private const int Words = 100;
    private const int FirstImdb = 20_000_000;

    // So that a title that one platform alone has is none that another has, or the catalogue.
    private const int Apart = 1_000_000;

    private static readonly string[] Syllables = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu"];

    /// <summary>The name of a title.</summary>
    public static string Of(int number) => $"{Word(number / Words % Words)} {Word(number % Words)}n";

    /// <summary>The number of a title by its name.</summary>
    public static int NumberOf(string name) =>
        name.Split(' ') is [var first, var second, ..] ? (Places(first) * Words) + Places(second) : throw new ArgumentException($"{name} is no title.", nameof(name));

    /// <summary>The id of a title that many know.</summary>
    public static string ImdbOf(int number) => string.Create(CultureInfo.InvariantCulture, $"tt{FirstImdb + (number % Count)}");

    /// <summary>The id of a title that one platform alone knows.</summary>
    public static string ImdbOf(int number, int platform) => string.Create(CultureInfo.InvariantCulture, $"tt{FirstImdb + ((platform + 1) * Apart) + number}");

    private static string Word(int place) => $"{Syllables[place / Syllables.Length]}{Syllables[place % Syllables.Length]}";

    private static int Places(string word) => (Array.IndexOf(Syllables, word[..2]) * Syllables.Length) + Array.IndexOf(Syllables, word[2..4]);
}
