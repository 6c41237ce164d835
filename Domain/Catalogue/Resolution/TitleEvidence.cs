using System.Globalization;

namespace MediaGateway.Domain.Catalogue.Resolution;

/// <summary>What one property says about whether two titles are one.</summary>
/// <param name="Points">How much speaks for it.</param>
/// <param name="Reason">Why; null where nothing is known.</param>
/// <param name="IsExact">Whether it is the same for certain.</param>
/// <param name="Excludes">Whether it makes it impossible.</param>
internal readonly record struct Evidence(decimal Points, string? Reason, bool IsExact = false, bool Excludes = false);

/// <summary>Weighs the properties of two titles. All points together are 1; what is unknown gives less than half of its own.</summary>
internal static class TitleEvidence
{
    private const decimal LeastLikeness = 0.85m;
    private const int SameCutMinutes = 5;
    private const int OtherCutMinutes = 15;

    public static Evidence Titles(Content first, Content second)
    {
        if (NamesOf(first).Intersect(NamesOf(second), StringComparer.OrdinalIgnoreCase).Any()) return new(0.4m, "the titles are the same", IsExact: true);
        var likeness = NamesOf(first).Max(one => NamesOf(second).Max(other => FoldedText.Likeness(FoldedText.Of(one), FoldedText.Of(other))));
        return likeness < LeastLikeness
            ? new(0, "the titles are different", Excludes: true)
            : new(0.4m * likeness, Text($"the titles are alike by {likeness:0.00}"));
    }

    public static Evidence Years(Content first, Content second) => (first.Year, second.Year) switch
    {
        ({ } one, { } other) when one == other => new(0.2m, "the years are the same", IsExact: true),
        ({ } one, { } other) when Math.Abs(one - other) == 1 => new(0.1m, "the years are one apart"),
        ({ }, { }) => new(0, "the years are different", Excludes: true),
        _ => new(0.06m, "the year of one is unknown"),
    };

    public static Evidence Types(Content first, Content second) =>
        !first.Provenance.ContainsKey("type") || !second.Provenance.ContainsKey("type") ? new(0.04m, "the type of one is unknown")
        : first.Type == second.Type ? new(0.1m, "the types are the same", IsExact: true)
        : new(0, "the types are different", Excludes: true);

    public static Evidence People(Content first, Content second)
    {
        var known = PeopleOf(second).Select(FoldedText.Of).ToHashSet(StringComparer.Ordinal);
        var shared = PeopleOf(first).Where(person => known.Contains(FoldedText.Of(person))).Select(FoldedText.Of).Distinct().Count();
        if (shared > 0) return new(0.2m, Text($"people in common: {shared}"), IsExact: true);
        return first.Directors.Count > 0 && second.Directors.Count > 0 ? new(0, "the directors are different", Excludes: true)
            : known.Count > 0 && PeopleOf(first).Any() ? new(0, "no people in common")
            : new(0.08m, "the people of one are unknown");
    }

    public static Evidence Runtimes(Content first, Content second)
    {
        if (first.RuntimeMinutes is not { } one || second.RuntimeMinutes is not { } other) return new(0.04m, null);
        var apart = Math.Abs(one - other);
        return new(apart <= SameCutMinutes ? 0.1m : apart <= OtherCutMinutes ? 0.05m : 0, Text($"the running times are {apart} minutes apart"));
    }

    private static string[] NamesOf(Content content) => content.OriginalTitle is null ? [content.Title] : [content.Title, content.OriginalTitle];

    private static IEnumerable<string> PeopleOf(Content content) => content.Directors.Concat(content.Cast);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
