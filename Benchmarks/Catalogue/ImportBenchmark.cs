using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
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
    /// <summary>Runs it; the argument is the file, plain or gzipped.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is not [var file])
        {
            throw new ArgumentException("import <catalogue.jsonl.gz>");
        }

        var lines = await ReadLinesAsync(file);
        Console.WriteLine(FormattableString.Invariant($"{Path.GetFileName(file)}: {lines.Count:N0} lines, {lines.Sum(line => (long)line.Length) / 1e6:N1} million characters"));
        var rival = await CopyAsync(lines);
        Console.WriteLine(Line("psql \\copy, one table, no index but its key", rival));

        var data = Directory.CreateTempSubdirectory("mg-bench-").FullName;
        var address = new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}");
        await using (var gateway = await ChildProcess.StartAsync("MediaGateway.Silo.dll", new Uri(address, "/health/ready"), "--port", $"{address.Port}", "--data", data))
        {
            foreach (var what in new[] { "import over HTTP, all new (aim: under 3 s)", "import over HTTP, all unchanged" })
            {
                var stopwatch = Stopwatch.StartNew();
                var report = await ImportAsync(address, data, file);
                Console.WriteLine(Line(what, stopwatch.Elapsed) + FormattableString.Invariant($"  {stopwatch.Elapsed / rival:N1} x \\copy"));
                Console.WriteLine($"    {report[..Math.Min(report.Length, 110)]}");
            }

            Console.WriteLine(FormattableString.Invariant($"  memory after both: {gateway.ResidentBytes / 1e6:N0} MB resident"));
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task<List<string>> ReadLinesAsync(string file)
    {
        var lines = new List<string>();
        await using var raw = File.OpenRead(file);
        using var reader = new StreamReader(IsGzip(file) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
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

    private static async Task<string> ImportAsync(Uri address, string data, string file)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(Path.Combine(data, "admin-token"))).Trim());
        using var body = new StreamContent(File.OpenRead(file));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (IsGzip(file))
        {
            body.Headers.ContentEncoding.Add("gzip");
        }

        using var answer = await client.PostAsync("/api/v1/admin/catalogue/import?source=wikipedia", body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private static bool IsGzip(string file) => file.EndsWith(".gz", StringComparison.Ordinal);

    private static string Line(string what, TimeSpan took) => FormattableString.Invariant($"  {what,-48} {took.TotalSeconds,6:N2} s");
}
