using System.ComponentModel.DataAnnotations;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;
using Microsoft.AspNetCore.Mvc;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>The query parameters of a search.</summary>
/// <param name="Q">The words, 1 to 200 characters. The last may be the beginning of a word; a year chooses among titles of one name.</param>
/// <param name="Type">Kinds of title, separated by commas.</param>
/// <param name="Genre">Genres of which a title must have one, separated by commas.</param>
/// <param name="YearFrom">The first year.</param>
/// <param name="YearTo">The last year.</param>
/// <param name="Platforms">Platforms of which one must have the title, separated by commas.</param>
/// <param name="Region">The region in which a platform must have the title: two letters.</param>
/// <param name="Limit">How many results to give, 1 to 100; 20 unless told.</param>
/// <param name="Cursor">The <c>next_cursor</c> of the page before.</param>
public sealed record SearchQuery(
    [property: FromQuery(Name = "q")] string? Q,
    [property: FromQuery(Name = "type")] string? Type,
    [property: FromQuery(Name = "genre")] string? Genre,
    [property: FromQuery(Name = "year_from")] int? YearFrom,
    [property: FromQuery(Name = "year_to")] int? YearTo,
    [property: FromQuery(Name = "platforms")] string? Platforms,
    [property: FromQuery(Name = "region")] string? Region,
    [property: FromQuery(Name = "limit")] int? Limit,
    [property: FromQuery(Name = "cursor")] string? Cursor)
{
    /// <summary>The longest query, in characters.</summary>
    public const int MaxQueryLength = 200;

    private const int MaxListLength = 400;
    private const int MaxListEntries = 20;
    private const int FirstYear = 1;
    private const int LastYear = 9999;
    private const int RegionLength = 2;

    private static readonly Dictionary<string, ContentType> Types =
        Enum.GetValues<ContentType>().ToDictionary(type => type.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>What the cursor of a page belongs to: the list and everything that shapes it.</summary>
    internal string Scope => string.Join('\n', "search", Q, Type, Genre, YearFrom, YearTo, Platforms, Region);

    /// <summary>The request to the grain; faults are noted and the request is then not to be sent.</summary>
    /// <param name="faults">Where faults are noted.</param>
    /// <param name="queryField">What the client calls the words.</param>
    internal SearchRequest Check(FieldFaults faults, string queryField)
    {
        faults.Text(queryField, Q, 1, MaxQueryLength);
        faults.Range("year_from", YearFrom, FirstYear, LastYear);
        faults.Range("year_to", YearTo, FirstYear, LastYear);
        faults.Check("year_to", YearFrom is not { } first || YearTo is not { } last || first <= last, "must not be before year_from");
        faults.Check("region", Region is null || (Region.Length == RegionLength && Region.All(char.IsAsciiLetter)), "must be two letters");
        var filter = new TitleFilter
        {
            Types = CheckTypes(faults),
            Genres = CheckList(faults, "genre", Genre),
            YearFrom = YearFrom,
            YearTo = YearTo,
            Platforms = CheckList(faults, "platforms", Platforms),
            Region = Region,
        };
        return new SearchRequest(Q ?? "", filter, faults.Limit(Limit), faults.Cursor<HitPosition?>(Scope, Cursor, null));
    }

    private List<ContentType> CheckTypes(FieldFaults faults)
    {
        var types = new List<ContentType>();
        foreach (var name in CheckList(faults, "type", Type))
        {
            if (Types.TryGetValue(name, out var type)) types.Add(type);
            else faults.Add("type", $"must be one of {string.Join(", ", Types.Keys)}");
        }

        return types;
    }

    private static string[] CheckList(FieldFaults faults, string field, string? list)
    {
        if (list is null || !faults.OptionalText(field, list, 1, MaxListLength)) return [];
        var entries = list.Split(',', StringSplitOptions.TrimEntries);
        faults.Check(field, entries.All(entry => entry.Length > 0), "must not have empty entries");
        faults.Count(field, entries, MaxListEntries);
        return entries;
    }
}

/// <summary>The body of a search that is sent by POST.</summary>
/// <param name="Query">The words, 1 to 200 characters.</param>
/// <param name="Limit">How many results to give, 1 to 100; 20 unless told.</param>
/// <param name="Cursor">The <c>next_cursor</c> of the page before.</param>
public sealed record SearchBody(
    [property: Required, StringLength(SearchQuery.MaxQueryLength, MinimumLength = 1)] string? Query = null,
    [property: Range(1, PageQuery.MaxLimit)] int? Limit = null,
    [property: StringLength(PageCursor.MaxLength, MinimumLength = 1)] string? Cursor = null)
{
    internal SearchQuery ToQuery() => new(Query, null, null, null, null, null, null, Limit, Cursor);
}
