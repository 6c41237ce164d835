using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Tests.Domain.Discovery;

/// <summary>Titles for the tests of search, made from few words.</summary>
internal static class Titles
{
    public static IndexedTitle Film(
        string title,
        int? year = null,
        string cast = "",
        string directors = "",
        string genres = "",
        string? overview = null,
        string? original = null,
        string? id = null,
        ContentType type = ContentType.Movie,
        long votes = 0,
        params TitleOffer[] offers) => new()
        {
            ContentId = id ?? "mg:" + title + ":" + year,
            Title = title,
            OriginalTitle = original,
            Year = year,
            Type = type,
            Cast = Split(cast),
            Directors = Split(directors),
            Genres = Split(genres),
            Overview = overview,
            Votes = votes,
            Offers = offers,
            Document = Encoding.UTF8.GetBytes(title),
        };

    public static TextIndex Index(params IReadOnlyList<IndexedTitle> titles) => TextIndex.Empty.With(titles);

    public static TitleHits Search(this TextIndex index, string text, int limit = 100) => index.Search(new TextQuery { Text = text, Limit = limit });

    public static string[] Found(this TextIndex index, string text, int limit = 100) => [.. index.Search(text, limit).Hits.Select(NameOf)];

    public static string NameOf(TitleHit hit) => Encoding.UTF8.GetString(hit.Title.Document.Span);

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
