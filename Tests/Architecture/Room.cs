using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace MediaGateway.Tests.Architecture;

/// <summary>A room of the design: a project, what it says it refers to, and what its assembly really refers to.</summary>
internal sealed record Room(string Name, IReadOnlySet<string> Below)
{
    private static readonly string[] EmbeddedRuntime = ["EmbeddedSilo.Abstractions"];

    /// <summary>Every room with the rooms it may know, which is the design's picture said as data.</summary>
    public static IReadOnlyList<Room> All { get; } =
    [
        Of("EmbeddedSilo.Abstractions"),
        Of("EmbeddedSilo", "EmbeddedSilo.Abstractions"),
        Of("Domain", EmbeddedRuntime),
        Of("Grains.Interfaces", ["Domain", .. EmbeddedRuntime]),
        Of("Grains", ["Grains.Interfaces", "Domain", .. EmbeddedRuntime]),
        Of("Providers", ["Grains", "Grains.Interfaces", "Domain", .. EmbeddedRuntime]),
        Of("Storage", ["Grains", "Grains.Interfaces", "Domain", .. EmbeddedRuntime]),
        Of("ApiFrontend", ["Grains.Interfaces", "Domain", .. EmbeddedRuntime]),
        Of("Silo", ["ApiFrontend", "Storage", "Providers", "Grains", "Grains.Interfaces", "Domain", "EmbeddedSilo", .. EmbeddedRuntime]),
        Of("Cli"),
    ];

    /// <summary>The folder of the checkout that these tests were compiled from.</summary>
    public static string Root { get; } = FindRoot();

    private string ProjectFile => Path.Combine(Root, Name, $"{Name}.csproj");

    private XDocument Project => XDocument.Load(ProjectFile);

    /// <summary>The rooms that the project file names, those that the build adds for the grain API included.</summary>
    public IEnumerable<string> ReferencedProjects()
    {
        // A source generator works while the room is compiled and is no part of it.
        var named = Project.Descendants("ProjectReference")
            .Where(reference => reference.Attribute("OutputItemType")?.Value != "Analyzer")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        return Project.Descendants("GrainApi").SingleOrDefault()?.Value switch
        {
            "abstractions" => named.Append("EmbeddedSilo.Abstractions"),
            "host" => named.Append("EmbeddedSilo.Abstractions").Append("EmbeddedSilo"),
            _ => named,
        };
    }

    /// <summary>The packages that the project file names.</summary>
    public IEnumerable<string> ReferencedPackages() =>
        Project.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

    /// <summary>The assemblies that the compiled room refers to.</summary>
    public IReadOnlyList<string> ReferencedAssemblies()
    {
        var file = Path.Combine(AppContext.BaseDirectory, Name == "Cli" ? "mediagateway.dll" : $"MediaGateway.{Name}.dll");
        using var portable = new PEReader(File.OpenRead(file));
        var metadata = portable.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static Room Of(string name, params string[] below) => new(name, below.ToHashSet());

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        // Deterministic builds replace the source path, so the compiled-in one is only the first thing to try.
        foreach (var start in new[] { Path.GetDirectoryName(thisFile), AppContext.BaseDirectory })
        {
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "MediaGateway.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException($"No MediaGateway.sln above {AppContext.BaseDirectory}; the architecture tests read the project files of the checkout.");
    }
}
