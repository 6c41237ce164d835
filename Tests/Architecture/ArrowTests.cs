namespace MediaGateway.Tests.Architecture;

/// <summary>The arrows of the design: who may know whom.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> Rooms => [.. Room.All.Select(room => room.Name)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_refers_only_to_rooms_below_it(string name)
    {
        var room = Find(name);
        string[] strangers = [.. room.ReferencedProjects().Distinct().Except(room.Below)];
        Assert.Empty(strangers);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_compiled_room_refers_only_to_rooms_below_it(string name)
    {
        var room = Find(name);
        string[] strangers = [.. room.ReferencedAssemblies()
            .Where(assembly => assembly.StartsWith("MediaGateway.", StringComparison.Ordinal))
            .Select(assembly => assembly["MediaGateway.".Length..])
            .Except(room.Below)];
        Assert.Empty(strangers);
    }

    [Fact]
    public void Only_storage_speaks_to_the_database()
    {
        string[] speakers = [.. Room.All.Where(room => room.ReferencedAssemblies().Contains("Npgsql")).Select(room => room.Name)];
        Assert.Empty(speakers.Except(["Storage"]).ToArray());
    }

    [Fact]
    public void Domain_has_no_package_and_no_web()
    {
        var domain = Find("Domain");
        Assert.Empty(domain.ReferencedPackages());
        string[] outside = ["Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net.Http"];
        string[] found = [.. domain.ReferencedAssemblies().Where(assembly => outside.Any(prefix => assembly.StartsWith(prefix, StringComparison.Ordinal)))];
        Assert.Empty(found);
    }

    [Fact]
    public void The_default_build_mentions_no_Orleans_package()
    {
        var orleans = Room.All.SelectMany(room => room.ReferencedAssemblies().Select(assembly => (room.Name, assembly)))
            .Where(reference => reference.assembly.StartsWith("Orleans", StringComparison.Ordinal));
        Assert.Empty(orleans);
    }

    [Fact]
    public void Only_the_composition_root_chooses_between_the_two_runtimes()
    {
        var conditional = Directory.EnumerateFiles(Room.Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/artifacts/", StringComparison.Ordinal) && !file.Contains("/Tests/", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));
        Assert.Empty(conditional);

        // One folder for each runtime, with one composition in it, and nothing else beside them.
        var runtimes = Path.Combine(Room.Root, "Silo", "Runtime");
        Assert.Equal(["Embedded", "Orleans"], Directory.EnumerateFileSystemEntries(runtimes).Select(Path.GetFileName).Order());
        Assert.All(Directory.EnumerateDirectories(runtimes), folder => Assert.True(File.Exists(Path.Combine(folder, "GrainRuntime.cs"))));
    }

    private static Room Find(string name) => Room.All.Single(room => room.Name == name);
}
