using System.Globalization;

namespace MediaGateway.Benchmarks;

/// <summary>
/// The time of processors that this process and all that it has started have used. Beside other work rates say what was
/// left over by it; what each operation used stays nearly the same.
/// </summary>
internal static class ProcessorTime
{
    // What the kernel counts in, on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>The time used until now; null where the system does not say.</summary>
    public static TimeSpan? Used()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        var processes = Directory.EnumerateDirectories("/proc").Select(Read).OfType<Entry>().ToLookup(entry => entry.Parent);
        var ticks = processes.SelectMany(entries => entries).Single(entry => entry.Id == Environment.ProcessId).Ticks;
        var parents = new Stack<int>([Environment.ProcessId]);
        while (parents.TryPop(out var parent))
        {
            foreach (var child in processes[parent])
            {
                ticks += child.Ticks;
                parents.Push(child.Id);
            }
        }
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static Entry? Read(string directory)
    {
        if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }
        string line;
        try
        {
            line = File.ReadAllText(Path.Combine(directory, "stat"));
        }
        catch (IOException)
        {
            // It has ended since the folder was listed.
            return null;
        }
        // id (name) state parent …, of which user and system time, own and of children that have ended, are the 14th to 17th.
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new Entry(id, Number(fields[1]), fields[11..15].Sum(Number));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Entry(int Id, int Parent, long Ticks);
}
