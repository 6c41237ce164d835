using MediaGateway.Domain.Sources;

namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>For how long what a source says may be kept (<see cref="SourceTerms.KeepFor"/>).</summary>
public static class StatementAge
{
    // So late that it is not asked for nothing, and so early that a source that is away for a while costs nothing.
    private const double PartBeforeAsking = 0.9;

    /// <summary>Whether a source sets a limit.</summary>
    public static bool IsLimited(string source) => SourceDirectory.Find(source)?.KeepFor is not null;

    /// <summary>The sources of a title that are to be asked again, because what they said will soon be too old, or is.</summary>
    public static IReadOnlyList<string> ToAskAgain(Content content, DateTimeOffset now) =>
        [.. TitleOrigin.Of(content).All.SelectMany(part => part.Statements).Where(statement => PartOver(statement, content.UpdatedAt, now) >= PartBeforeAsking).Select(statement => statement.Source).Distinct()];

    /// <summary>The first statement of a source with the time from which it counts, where its source sets a limit. An import that says the same again later makes it no newer.</summary>
    internal static TitleStatement Stamp(TitleStatement said, DateTimeOffset now) =>
        said.SaidAt is null && IsLimited(said.Source) ? said with { SaidAt = now } : said;

    /// <summary>Whether a statement may be kept no longer.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="writtenAt">When its title was last written: where it is not known when it was said, it was before that.</param>
    /// <param name="now">Now.</param>
    internal static bool IsOver(TitleStatement statement, DateTimeOffset writtenAt, DateTimeOffset now) => PartOver(statement, writtenAt, now) >= 1;

    private static double PartOver(TitleStatement statement, DateTimeOffset writtenAt, DateTimeOffset now) =>
        SourceDirectory.Find(statement.Source)?.KeepFor is { } time ? (now - (statement.SaidAt ?? writtenAt)) / time : 0;
}
