using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>
/// The name of a title: who gave the id, a colon, the id. The gateway's own (canonical) ones are
/// <c>imdb:tt…</c>, else <c>tmdb:movie:…</c> or <c>tmdb:tv:…</c>, else <c>mg:&lt;uuid&gt;</c>; those of platforms and
/// other sources lead to them (<c>netflix:80057281</c>, <c>netflix:80057281:s01e01</c>, <c>wikipedia:The_Matrix</c>).
/// An episode that nobody has given an id of its own is named by its series (<c>imdb:tt4574334:s01e01</c>).
/// </summary>
/// <remarks>The default value is no id: <see cref="Value"/> is empty and <see cref="IsValid"/> false.</remarks>
[GenerateSerializer, Immutable, Alias("mg.content-id"), JsonConverter(typeof(ContentIdConverter))]
public readonly record struct ContentId : IComparable<ContentId>
{
    /// <summary>The longest id there may be, in characters.</summary>
    public const int MaxLength = 256;

    [Id(0)] private readonly string? _value;
    [Id(1)] private readonly int _colon;
    [Id(2)] private readonly ContentIdKind _kind;

    private ContentId(string value, int colon, ContentIdKind kind)
    {
        _value = value;
        _colon = colon;
        _kind = kind;
    }

    /// <summary>The whole id.</summary>
    public string Value => _value ?? "";

    /// <summary>Who gave it: the part before the first colon.</summary>
    public string Scheme => Value[.._colon];

    /// <summary>The part after the first colon.</summary>
    public string Local => _value is null ? "" : _value[(_colon + 1)..];

    /// <summary>Whose id it is, in the order in which one becomes canonical.</summary>
    public ContentIdKind Kind => _kind;

    /// <summary>False only for the default value.</summary>
    public bool IsValid => _value is not null;

    /// <summary>Whether a title may be named by it for good.</summary>
    public bool IsCanonical => Kind is ContentIdKind.Imdb or ContentIdKind.Tmdb or ContentIdKind.Own;

    /// <summary>Season and episode, where the id ends in them (<c>:s01e01</c>); else null.</summary>
    public (int Season, int Episode)? Episode => Kind == ContentIdKind.Outside ? EpisodeSuffix.Find(Value) : null;

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id, or the default value.</param>
    /// <param name="reason">What is wrong with the text; null when nothing is.</param>
    public static bool TryParse(string? text, out ContentId id, [NotNullWhen(false)] out string? reason)
    {
        id = default;
        reason = FaultOf(text, out var colon, out var kind);
        if (reason is not null)
        {
            return false;
        }

        id = new ContentId(text!, colon, kind);
        return true;
    }

    /// <summary>The id of a title that only the gateway has named.</summary>
    public static ContentId Own(Guid id) => new("mg:" + id.ToString("D", CultureInfo.InvariantCulture), 2, ContentIdKind.Own);

    /// <summary>Which of two canonical ids a title keeps: the better known, then the lesser.</summary>
    public int CompareTo(ContentId other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(ContentId left, ContentId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(ContentId left, ContentId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(ContentId left, ContentId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(ContentId left, ContentId right) => left.CompareTo(right) >= 0;

    /// <summary>The whole id.</summary>
    public override string ToString() => Value;

    private static string? FaultOf(string? text, out int colon, out ContentIdKind kind)
    {
        colon = text?.IndexOf(':') ?? -1;
        kind = default;
        if (string.IsNullOrEmpty(text))
        {
            return "a content id must not be empty";
        }

        if (text.Length > MaxLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"a content id has at most {MaxLength} characters");
        }

        if (!SourceName.IsWellFormed(text.AsSpan(0, Math.Max(0, colon))))
        {
            return "a content id begins with who gave it, in small letters, and a colon (imdb:tt0133093)";
        }

        // An episode that has no id of its own is named by its series.
        var series = EpisodeSuffix.Without(text);
        var local = series.AsSpan(colon + 1);
        (kind, var fault) = text.AsSpan(0, colon) switch
        {
            "imdb" => (ContentIdKind.Imdb, ContentIdForms.IsImdb(local) ? null : "an IMDb id is tt and 7 to 10 digits (imdb:tt0133093)"),
            "tmdb" => (ContentIdKind.Tmdb, ContentIdForms.IsTmdb(local) ? null : "a TMDb id is movie or tv, a colon and a number (tmdb:movie:603)"),
            "mg" => (ContentIdKind.Own, ContentIdForms.IsOwn(local) ? null : "an id of the gateway is mg: and a UUID in small letters"),
            _ => (ContentIdKind.Outside, ContentIdForms.IsOutside(text.AsSpan(colon + 1)) ? null : "the id after the colon must be text without control characters or outer blanks"),
        };
        kind = series.Length < text.Length ? ContentIdKind.Outside : kind;
        return fault;
    }
}

/// <summary>Whose id a content id is; the lesser one is kept as canonical.</summary>
[GenerateSerializer, Alias("mg.content-id-kind")]
public enum ContentIdKind
{
    /// <summary><c>imdb:tt…</c></summary>
    Imdb,
    /// <summary><c>tmdb:movie:…</c> or <c>tmdb:tv:…</c></summary>
    Tmdb,
    /// <summary><c>mg:&lt;uuid&gt;</c></summary>
    Own,
    /// <summary>Of a platform or another source, or an episode's by its series; never the name of a stored title.</summary>
    Outside,
}
