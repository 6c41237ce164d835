using System.Diagnostics;
using System.Globalization;
using System.Text;
using MediaGateway.Grains.Content;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.Benchmarks.Storage;

/// <summary>Writing and reading a catalogue the size of Wikipedia's films, against <c>psql \copy</c> of the same rows.</summary>
internal static class CatalogueBenchmark
{
    private const int Titles = 36_273;
    private const int BatchSize = 1_500;
    private const int DocumentBytes = 1_500;

    public static async Task RunAsync(BenchmarkDatabase database)
    {
        var store = database.Services.GetRequiredService<ICatalogueStore>();
        CatalogueWrite[] writes = [.. Enumerable.Range(0, Titles).Select(Write)];
        var rival = await CopyAsync(database, writes);

        var write = await TimeAsync(async () =>
        {
            foreach (var batch in writes.Chunk(BatchSize))
            {
                if (!await store.WriteAsync(batch, CancellationToken.None)) throw new InvalidOperationException("A new title was there already.");
            }
        });
        var read = await TimeAsync(async () =>
        {
            var rows = 0;
            await foreach (var row in store.ReadAfterAsync(0, CancellationToken.None)) rows += row.Document.Length > 0 ? 1 : 0;
            if (rows != Titles) throw new InvalidOperationException($"Read {rows} of {Titles} titles.");
        });

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Catalogue of {Titles:N0} titles of {DocumentBytes:N0} bytes"));
        Console.WriteLine(Line($"write, in commits of {BatchSize:N0}, with outside ids", write));
        Console.WriteLine(Line("psql \\copy, one commit, rows alone", rival));
        Console.WriteLine(Line("read all", read));
    }

    private static async Task<TimeSpan> CopyAsync(BenchmarkDatabase database, CatalogueWrite[] writes)
    {
        await database.ExecuteAsync("create table rival_content (like content including all)");
        var file = database.FileFor("rival.tsv");
        await File.WriteAllLinesAsync(file, writes.Index().Select(write => string.Create(
            CultureInfo.InvariantCulture, $"{write.Item.ContentId}\t{write.Index + 1}\t{Encoding.UTF8.GetString(write.Item.Document.Span)}")));
        return await TimeAsync(() => database.RunClientAsync("psql", "-q", "-d", database.Name, "-c", $"\\copy rival_content (content_id, version, document) from '{file}'"));
    }

    private static CatalogueWrite Write(int number)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $$"""{"title":"Title {{number}}","year":{{1900 + (number % 125)}},"overview":" """);
        var words = new StringBuilder(start);
        // Different words in each row, so that compression has about as much to do as with real text.
        for (var word = number; words.Length < DocumentBytes - 2; word = (word * 31) + 17) words.Append(((uint)word).ToString("x", CultureInfo.InvariantCulture)).Append(' ');
        var id = number.ToString("0000000", CultureInfo.InvariantCulture);
        return new($"imdb:tt{id}", 0, [$"wikipedia:Title_{id}", $"tmdb:movie:{id}"], Encoding.UTF8.GetBytes(words.Append("\"}").ToString()));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static string Line(string what, TimeSpan took) => FormattableString.Invariant($"  {what,-48} {took.TotalSeconds,6:N2} s");
}
