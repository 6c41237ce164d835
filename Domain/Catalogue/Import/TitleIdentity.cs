using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>The ids by which a record can be found, from the best known to the least.</summary>
public sealed record TitleIdentity
{
    /// <summary><c>imdb:tt…</c>, where the record has it.</summary>
    public ContentId? Imdb { get; private init; }

    /// <summary><c>tmdb:…</c>, where the record has it.</summary>
    public ContentId? Tmdb { get; private init; }

    /// <summary>The gateway's own id, where the record names it.</summary>
    public ContentId? Named { get; private init; }

    /// <summary>The source's own id, where it has one.</summary>
    public ContentId? Own { get; private init; }

    /// <summary>The id by which the source itself tells its titles apart: its own, or for IMDb and TMDb the one named after it.</summary>
    public ContentId? BySource { get; private init; }

    /// <summary>Other ids that the record has, such as those of platforms.</summary>
    public required IReadOnlyList<ContentId> Outside { get; init; }

    /// <summary>The id derived from source and source id, or from source, title and year where there is no source id.</summary>
    public required ContentId Derived { get; init; }

    /// <summary>
    /// The id for the second of two titles to which one source gives the same id, derived from title and year too;
    /// null where there is no source id.
    /// </summary>
    public ContentId? Variant { get; private init; }

    /// <summary>Every id to look for.</summary>
    public IEnumerable<ContentId> All
    {
        get
        {
            ContentId?[] rest = [Imdb, Tmdb, Named, Own, Derived, Variant];
            return rest.OfType<ContentId>().Concat(Outside);
        }
    }

    /// <summary>The ids that others gave it: all that lead to it besides its canonical one.</summary>
    public IEnumerable<ContentId> Given
    {
        get
        {
            ContentId?[] rest = [Imdb, Tmdb, Own];
            return rest.OfType<ContentId>().Concat(Outside);
        }
    }

    /// <summary>The id that a new title gets.</summary>
    public ContentId Canonical => Imdb ?? Tmdb ?? Named ?? Derived;

    /// <summary>The ids of a record. Its ids must be well formed (<see cref="RecordRules"/>).</summary>
    public static TitleIdentity Of(SourceRecord record)
    {
        var outside = new List<ContentId>();
        ContentId? imdb = null;
        ContentId? tmdb = null;
        ContentId? named = null;
        foreach (var (scheme, local) in record.ExternalIds)
        {
            Place(OutsideId(scheme, local, record.Type));
        }

        if (record.ContentId.IsValid)
        {
            Place(record.ContentId);
        }

        ContentId? own = record.SourceId is null ? null : Id(record.Source, record.SourceId);
        return new TitleIdentity
        {
            Imdb = imdb,
            Tmdb = tmdb,
            Named = named,
            Own = own,
            BySource = own ?? (record.Source switch { "imdb" => imdb, "tmdb" => tmdb, _ => null }),
            Outside = outside,
            Derived = record.SourceId is null
                ? Derive(record.Source, "title", TitleKey(record))
                : Derive(record.Source, "id", record.SourceId),
            Variant = record.SourceId is null ? null : Derive(record.Source, "variant", record.SourceId + "\n" + TitleKey(record)),
        };

        void Place(ContentId id)
        {
            switch (id.Kind)
            {
                case ContentIdKind.Imdb:
                    imdb ??= id;
                    break;
                case ContentIdKind.Tmdb:
                    tmdb ??= id;
                    break;
                case ContentIdKind.Own:
                    named ??= id;
                    break;
                default:
                    outside.Add(id);
                    break;
            }
        }
    }

    /// <summary>The whole id for an entry of external ids; TMDb numbers films and series apart.</summary>
    public static ContentId OutsideId(string scheme, string local, ContentType? type) => scheme switch
    {
        "tmdb" when ContentIdForms.IsNumber(local) => Id(scheme, (IsTelevision(type) ? "tv:" : "movie:") + local),
        _ => Id(scheme, local),
    };

    /// <summary>Title, year and, where it is not a film, type, as text in which one title is always the same.</summary>
    public static string TitleKey(SourceRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{record.Title}\n{record.Year}\n{(record.Type is null or ContentType.Movie ? "" : record.Type.ToString())}");

    private static bool IsTelevision(ContentType? type) => type is ContentType.Series or ContentType.Season or ContentType.Episode;

    private static ContentId Id(string scheme, string local) =>
        ContentId.TryParse(scheme + ":" + local, out var id, out var reason)
            ? id
            : throw new ArgumentException(reason, nameof(local));

    /// <remarks>A name-based UUID as version 5 of RFC 9562, but of SHA-256 and therefore marked as version 8.</remarks>
    private static ContentId Derive(string source, string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"media-gateway\n{source}\n{kind}\n{name}"), hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return ContentId.Own(new Guid(hash[..16], bigEndian: true));
    }
}
