using MediaGateway.Domain.Catalogue.Merging;

namespace MediaGateway.Domain.Catalogue.Resolution;

/// <summary>
/// Says of two titles that no outside id connects whether they are one. It is certain only where title, year, type and a
/// person are the same; everything less is for people to decide, and everything that speaks against it ends the matter.
/// </summary>
/// <remarks>
/// Only films and series are judged: of recordings there are many with one name by one artist, and those have ids of their
/// own kind to be known by. The judgement does not depend on which title is named first.
/// </remarks>
public static class TitleJudge
{
    /// <summary>Below this score two titles are not worth a look.</summary>
    public const decimal Doubtful = 0.7m;

    /// <summary>Judges two titles.</summary>
    public static TitleJudgement Of(Content first, Content second)
    {
        if (Contradiction(first, second) is { } against) return new TitleJudgement(TitleVerdict.Different, 0, [against]);
        if (SharedId(first, second) is { } shared) return new TitleJudgement(TitleVerdict.Same, 1, [shared]);
        Evidence[] necessary = [TitleEvidence.Titles(first, second), TitleEvidence.Years(first, second), TitleEvidence.Types(first, second), TitleEvidence.People(first, second)];
        Evidence[] all = [.. necessary, TitleEvidence.Runtimes(first, second)];
        string[] reasons = [.. all.Select(evidence => evidence.Reason).OfType<string>()];
        var score = all.Sum(evidence => evidence.Points);
        return all.Any(evidence => evidence.Excludes) ? new TitleJudgement(TitleVerdict.Different, 0, reasons)
            : necessary.All(evidence => evidence.IsExact) ? new TitleJudgement(TitleVerdict.Same, score, reasons)
            : new TitleJudgement(score >= Doubtful ? TitleVerdict.Doubtful : TitleVerdict.Different, score, reasons);
    }

    /// <summary>Whether a title is of a kind that is judged.</summary>
    public static bool Judges(Content content) => content.Type is ContentType.Movie or ContentType.Series;

    private static string? Contradiction(Content first, Content second)
    {
        if (!Judges(first) || !Judges(second)) return "only films and series are compared";
        if (TitleJoin.AreDifferent(first, second)) return "somebody said that they are different";
        foreach (var scheme in (ReadOnlySpan<string>)["imdb", "tmdb"])
        {
            if (first.ExternalIds.TryGetValue(scheme, out var one) && second.ExternalIds.TryGetValue(scheme, out var other) && one != other)
                return $"they have different ids of {scheme}";
        }

        var both = TitleOrigin.Of(first).Sources.Intersect(TitleOrigin.Of(second).Sources).Order(StringComparer.Ordinal).FirstOrDefault();
        return both is null || SharedId(first, second) is not null ? null : $"{both} knows both";
    }

    private static string? SharedId(Content first, Content second) =>
        first.ExternalIds.TryGetValue("imdb", out var one) && second.ExternalIds.TryGetValue("imdb", out var other) && one == other ? $"both are imdb:{one}"
        : first.Type == second.Type && first.ExternalIds.TryGetValue("tmdb", out one) && second.ExternalIds.TryGetValue("tmdb", out other) && one == other ? $"both are number {one} of tmdb"
        : null;
}
