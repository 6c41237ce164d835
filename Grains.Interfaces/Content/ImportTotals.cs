namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>What lines of an import did. <see cref="Read"/> is the sum of the five that follow it.</summary>
[GenerateSerializer, Immutable, Alias("mg.import-totals")]
public sealed record ImportTotals
{
    /// <summary>How many problems are told in full; the others are only counted.</summary>
    public const int MaxProblems = 100;

    /// <summary>Lines that were not empty.</summary>
    [Id(0)] public long Read { get; init; }

    /// <summary>Lines that made a new title.</summary>
    [Id(1)] public long Created { get; init; }

    /// <summary>Lines that changed a title that their source had told of.</summary>
    [Id(2)] public long Updated { get; init; }

    /// <summary>Lines that said nothing new.</summary>
    [Id(3)] public long Unchanged { get; init; }

    /// <summary>Lines that added to a title of other sources, or showed two titles to be one.</summary>
    [Id(4)] public long Merged { get; init; }

    /// <summary>Lines that could not be read.</summary>
    [Id(5)] public long Rejected { get; init; }

    /// <summary>The first problems: why lines were rejected, and what was left out of others.</summary>
    [Id(6)] public IReadOnlyList<ImportProblem> Problems { get; init; } = [];

    /// <summary>How many problems there were.</summary>
    [Id(7)] public long ProblemsTotal { get; init; }

    /// <summary>These totals and those of the lines after.</summary>
    public ImportTotals Plus(ImportTotals next) => new()
    {
        Read = Read + next.Read,
        Created = Created + next.Created,
        Updated = Updated + next.Updated,
        Unchanged = Unchanged + next.Unchanged,
        Merged = Merged + next.Merged,
        Rejected = Rejected + next.Rejected,
        Problems = next.Problems.Count == 0 ? Problems : [.. Problems.Concat(next.Problems).Take(MaxProblems)],
        ProblemsTotal = ProblemsTotal + next.ProblemsTotal,
    };
}

/// <summary>Something about one line that the sender should know.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">What it is.</param>
[GenerateSerializer, Immutable, Alias("mg.import-problem")]
public sealed record ImportProblem([property: Id(0)] long Line, [property: Id(1)] string Reason);
