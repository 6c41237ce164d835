using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Grains.Content;

/// <summary>Counts what the lines of one batch did.</summary>
internal sealed class ImportTally
{
    private readonly long[] _effects = new long[Enum.GetValues<LineEffect>().Length];
    private readonly List<ImportProblem> _problems = [];
    private long _problemsTotal;

    /// <summary>Counts one line.</summary>
    public void Add(long number, LineEffect effect, string? problem)
    {
        _effects[(int)effect]++;
        if (problem is null)
        {
            return;
        }

        _problemsTotal++;
        if (_problems.Count < ImportTotals.MaxProblems)
        {
            _problems.Add(new ImportProblem(number, problem));
        }
    }

    /// <summary>The totals so far.</summary>
    public ImportTotals ToTotals() => new()
    {
        Read = _effects.Sum(),
        Created = _effects[(int)LineEffect.Created],
        Updated = _effects[(int)LineEffect.Updated],
        Unchanged = _effects[(int)LineEffect.Unchanged],
        Merged = _effects[(int)LineEffect.Merged],
        Rejected = _effects[(int)LineEffect.Rejected],
        Problems = _problems,
        ProblemsTotal = _problemsTotal,
    };
}
