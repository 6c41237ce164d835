using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedSilo.Generator;

/// <summary>What is generated for one type. A value, so that nothing is generated anew when nothing changed.</summary>
internal sealed record GeneratedPart(string HintName, string Source, string Registration, ProblemList Problems);

/// <summary>Diagnostics of one type, compared by value.</summary>
internal sealed class ProblemList(ImmutableArray<Problem> problems) : IEquatable<ProblemList>
{
    private readonly ImmutableArray<Problem> _problems = problems;

    public bool Any => _problems.Length > 0;

    public ImmutableArray<Problem>.Enumerator GetEnumerator() => _problems.GetEnumerator();

    public bool Equals(ProblemList? other) => other is not null && _problems.SequenceEqual(other._problems);

    public override bool Equals(object? obj) => Equals(obj as ProblemList);

    public override int GetHashCode() => _problems.Length;
}

/// <summary>All parts of a compilation, compared by value.</summary>
internal sealed class PartList(ImmutableArray<GeneratedPart?> parts) : IEquatable<PartList>
{
    public ImmutableArray<GeneratedPart?> Parts { get; } = parts;

    public bool Equals(PartList? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override bool Equals(object? obj) => Equals(obj as PartList);

    public override int GetHashCode() => Parts.Length;
}

/// <summary>A diagnostic as a value.</summary>
internal sealed record Problem(string Id, string Message, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Problem At(ISymbol symbol, string id, string message)
    {
        var location = symbol.Locations.FirstOrDefault(static candidate => candidate.IsInSource);
        return new(id, message, location?.SourceTree?.FilePath ?? "", location?.SourceSpan ?? default, location?.GetLineSpan().Span ?? default);
    }

    public Diagnostic ToDiagnostic()
    {
        var location = Path.Length == 0 ? Location.None : Location.Create(Path, Span, Lines);
        return Diagnostic.Create(Problems.Of(Id), location, Message);
    }
}
