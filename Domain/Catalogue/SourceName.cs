using System.Buffers;

namespace MediaGateway.Domain.Catalogue;

/// <summary>What a source of the catalogue may be called: it stands in front of the ids it gives.</summary>
public static class SourceName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 32;

    /// <summary>The source of lines that come without one.</summary>
    public const string Default = "import";

    /// <summary>The small catalogue that the gateway brings along.</summary>
    public const string Starter = "starter";

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a name is a small letter and then small letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> name) =>
        name.Length is >= 1 and <= MaxLength
        && name[0] is >= 'a' and <= 'z'
        && !name.ContainsAnyExcept(Characters);

    /// <summary>
    /// Whether a source may call itself so: well formed, and not the gateway's own <c>mg</c>, whose ids it gives itself.
    /// </summary>
    public static bool MayImport(ReadOnlySpan<char> name) => IsWellFormed(name) && name is not "mg";

    /// <summary>
    /// Sources in the order in which their word counts: EIDR, Gracenote, TMDb, IMDb, all others, the starter catalogue; equals
    /// by name, so that it never matters who spoke first.
    /// </summary>
    public static IComparer<string> BestFirst { get; } = Comparer<string>.Create(static (left, right) =>
        RankOf(left) is var first && RankOf(right) is var second && first != second ? second - first : string.CompareOrdinal(left, right));

    private static int RankOf(string source) => source switch
    {
        "eidr" => 5,
        "gracenote" => 4,
        "tmdb" => 3,
        "imdb" => 2,
        Starter => 0,
        _ => 1,
    };
}
