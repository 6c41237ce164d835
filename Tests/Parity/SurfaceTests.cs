using System.Reflection;

namespace MediaGateway.Tests.Parity;

/// <summary>
/// What the embedded runtime declares under names of Orleans, held against Orleans: against its package of abstractions,
/// which the build downloads, and for the packages that do not restore everywhere against signatures that are kept.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly string[] Embedded = ["MediaGateway.EmbeddedSilo.Abstractions.dll", "MediaGateway.EmbeddedSilo.dll"];

    [Fact]
    public void Nothing_is_declared_under_a_name_of_Orleans_that_Orleans_does_not_have()
    {
        var orleans = Orleans();
        var strange = Embedded.SelectMany(name => PublicSurface.Read(Path.Combine(AppContext.BaseDirectory, name)))
            .Where(IsOfOrleans)
            .Except(orleans)
            .Order(StringComparer.Ordinal);
        Assert.Empty(strange);
    }

    [Fact]
    public void The_surface_that_is_compared_is_not_empty() =>
        Assert.True(Orleans().Contains("class Orleans.Grain") && Orleans().Contains("interface Orleans.IRemindable"));

    // What has the runtime's own types in it is for the code that the runtime's own generator makes.
    private static bool IsOfOrleans(string line) => !line.Contains("EmbeddedSilo.", StringComparison.Ordinal);

    private static HashSet<string> Orleans() =>
    [
        .. PublicSurface.Read(Path.Combine(AppContext.BaseDirectory, "parity", "Orleans.Core.Abstractions.dll")).Concat(KeptSignatures()).SelectMany(WithoutOptional),
    ];

    // A method may lack optional parameters at its end: what is written against it compiles against the whole one.
    private static IEnumerable<string> WithoutOptional(string line)
    {
        yield return line;
        while (line.Contains(" = ?)", StringComparison.Ordinal))
        {
            var end = line.LastIndexOf(')');
            var start = Math.Max(line.LastIndexOf(", ", end, StringComparison.Ordinal), line.LastIndexOf('(', end) + 1);
            line = line[..start] + line[end..];
            yield return line;
        }
    }

    private static IEnumerable<string> KeptSignatures()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("parity/orleans-signatures.txt")!;
        using var reader = new StreamReader(resource);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];
    }
}
