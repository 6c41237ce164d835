using System.Text.Json.Serialization;

namespace MediaGateway.Cli.Catalogue;

/// <summary>What the gateway says became of an import.</summary>
internal sealed record ImportReport
{
    public required long Read { get; init; }
    public required long Created { get; init; }
    public required long Updated { get; init; }
    public required long Unchanged { get; init; }
    public required long Merged { get; init; }
    public required long Rejected { get; init; }
    public required IReadOnlyList<ImportReportProblem> Problems { get; init; }
    public required long ProblemsTotal { get; init; }
    public required long DurationMs { get; init; }
}

/// <summary>Something about one line.</summary>
internal sealed record ImportReportProblem(long Line, string Reason);

/// <summary>The generated reading of reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImportReport))]
internal sealed partial class ImportReportJson : JsonSerializerContext;
