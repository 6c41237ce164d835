using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using MediaGateway.Benchmarks.Http;
using MediaGateway.Benchmarks.Storage;

namespace MediaGateway.Benchmarks.Catalogue;

/// <summary>
/// Importing a file of titles over HTTP into a running gateway (read, checked, matched, merged, written, indexed, searchable
/// when it is answered), against <c>psql \copy</c> of the same lines into a bare table of the same server settings.
/// </summary>
internal static class ImportBenchmark
{
    private const int ShownOfReport = 110;

    /// <summary>Runs it; the argument is the file, plain or gzipped.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is not [var file])
        {
            throw new ArgumentException("import <catalogue.jsonl.gz>");
        }

        var measured = await MeasureAsync(file);
        Console.WriteLine(FormattableString.Invariant($"{Path.GetFileName(file)}: {measured.Lines:N0} lines, {measured.Characters / 1e6:N1} million characters"));
        Console.WriteLine(Line("psql \\copy, one table, no index but its key", measured.Copy));
        Print("import over HTTP, all new (aim: under 3 s)", measured.New, measured.Copy);
        Print("import over HTTP, all unchanged", measured.Unchanged, measured.Copy);
        Console.WriteLine(FormattableString.Invariant($"  memory after both: {measured.Unchanged.ResidentBytes / 1e6:N0} MB resident"));
    }

    /// <summary>Copies the lines, then imports the file twice into a new gateway.</summary>
    public static async Task<ImportFigures> MeasureAsync(string file)
    {
        var lines = await ReadLinesAsync(file);
        var copy = await CopyAsync(lines);
        await using var gateway = await RunningGateway.StartAsync();
        return new(lines.Count, lines.Sum(static line => (long)line.Length), copy, await ImportAsync(gateway, file), await ImportAsync(gateway, file));
    }

    private static async Task<ImportedFile> ImportAsync(RunningGateway gateway, string file)
    {
        var started = Stopwatch.GetTimestamp();
        var report = await gateway.ImportAsync(file);
        return new(report, Stopwatch.GetElapsedTime(started), gateway.ResidentBytes);
    }

    private static async Task<List<string>> ReadLinesAsync(string file)
    {
        var lines = new List<string>();
        await using var raw = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static async Task<TimeSpan> CopyAsync(List<string> lines)
    {
        await using var database = await BenchmarkDatabase.StartAsync();
        await database.ExecuteAsync("create table rival_titles (line bigint primary key, document json not null)");
        var rows = database.FileFor("rival.tsv");
        await File.WriteAllLinesAsync(rows, lines.Index().Select(line => string.Create(
            CultureInfo.InvariantCulture, $"{line.Index + 1}\t{line.Item.Replace("\\", "\\\\", StringComparison.Ordinal)}")), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var started = Stopwatch.GetTimestamp();
        await database.RunClientAsync("psql", "-q", "-d", database.Name, "-c", $"\\copy rival_titles from '{rows}'");
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Print(string what, ImportedFile import, TimeSpan copy)
    {
        Console.WriteLine(Line(what, import.Took) + FormattableString.Invariant($"  {import.Took / copy:N1} x \\copy"));
        Console.WriteLine($"    {import.Report[..Math.Min(import.Report.Length, ShownOfReport)]}");
    }

    private static string Line(string what, TimeSpan took) => FormattableString.Invariant($"  {what,-48} {took.TotalSeconds,6:N2} s");
}

/// <summary>What importing a file took, new and again, and copying its lines.</summary>
internal sealed record ImportFigures(int Lines, long Characters, TimeSpan Copy, ImportedFile New, ImportedFile Unchanged);
