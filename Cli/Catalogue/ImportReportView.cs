using System.Globalization;
using Spectre.Console;

namespace MediaGateway.Cli.Catalogue;

/// <summary>Shows a report: the totals, then the problems.</summary>
internal static class ImportReportView
{
    public static void Show(IAnsiConsole console, ImportReport report)
    {
        var totals = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in new[]
        {
            ("read", report.Read), ("created", report.Created), ("updated", report.Updated),
            ("unchanged", report.Unchanged), ("merged", report.Merged), ("rejected", report.Rejected),
        })
        {
            totals.AddRow(name, count.ToString("N0", CultureInfo.InvariantCulture));
        }

        console.Write(totals);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"in {report.DurationMs / 1000.0:0.00} s");
        foreach (var problem in report.Problems)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]line {problem.Line}:[/] {problem.Reason}");
        }

        if (report.ProblemsTotal > report.Problems.Count)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"… and {report.ProblemsTotal - report.Problems.Count:N0} more problems");
        }
    }
}
