using System.Diagnostics;
using System.IO.Enumeration;
using System.Text;
using System.Text.Json;

// Plants one mistake after the other into a copy of the code, and says whether the tests notice: those of the domain, and
// for mistakes in grains those of the grains and the simulation.
//
//   dotnet run --project Tests/Mutants [-- <part of a name or of a path>]
//
// Ends with 0 when every mistake is killed, with 1 when one survives or no longer applies.

const int PatienceMs = 300_000;
var root = FindRoot();
var output = new StringBuilder();
var filter = args.FirstOrDefault() ?? "";
var catalogue = JsonElement.Parse(File.ReadAllBytes(Path.Combine(root, "Tests", "Mutants", "catalogue.json")))
    .EnumerateArray().Where(mutant => $"{Text(mutant, "file")} {Text(mutant, "name")}".Contains(filter, StringComparison.OrdinalIgnoreCase))
    .ToLookup(mutant => Text(mutant, "file").StartsWith("Grains/", StringComparison.Ordinal));
var copy = "";
string[] build = [], test = [];
var survivors = RunAll(catalogue[false], CopyDomain, ["build", "-nologo", "-v", "q"], ["test", "-nologo", "-v", "q"]);
survivors += RunAll(
    catalogue[true],
    CopyEverything,
    ["build", "Tests/Tests.csproj", "-nologo", "-v", "q"],
    ["test", "Tests/Tests.csproj", "--no-build", "-nologo", "-v", "q", "--filter", "FullyQualifiedName~Tests.Grains.Users|FullyQualifiedName~Tests.Simulation"]);
Console.WriteLine(survivors == 0 ? "Every mistake is killed." : $"{survivors} mistakes are not killed.");
return survivors == 0 ? 0 : 1;

int RunAll(IEnumerable<JsonElement> mutants, Action fill, string[] toBuild, string[] toTest)
{
    if (!mutants.Any())
        return 0;
    copy = Directory.CreateTempSubdirectory("mutants-").FullName;
    (build, test) = (toBuild, toTest);
    try
    {
        fill();
        if (!Dotnet(build) || !Passes())
            throw new InvalidOperationException($"The tests fail without any mistake planted:\n{output}");
        return mutants.Count(mutant => !IsKilled(mutant));
    }
    finally
    {
        Directory.Delete(copy, recursive: true);
    }
}

bool IsKilled(JsonElement mutant)
{
    var verdict = Try(mutant);
    Console.WriteLine($"{verdict,-10} {Text(mutant, "name")}");
    return verdict == "killed";
}

string Try(JsonElement mutant)
{
    var path = Path.Combine(copy, Text(mutant, "file"));
    var original = File.ReadAllText(path);
    var find = Text(mutant, "find");
    if (original.Split(find).Length != 2)
        return "STALE";
    File.WriteAllText(path, original.Replace(find, Text(mutant, "replace"), StringComparison.Ordinal));
    try
    {
        if (!Dotnet(build))
            return "UNBUILT";
        return Passes() ? "SURVIVED" : "killed";
    }
    finally
    {
        File.WriteAllText(path, original);
    }
}

bool Passes() => Dotnet(test);

// A mistake may make a loop endless; that counts as noticed.
bool Dotnet(params string[] arguments)
{
    var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = copy, RedirectStandardOutput = true, RedirectStandardError = true };
    using var process = Process.Start(start)!;
    output.Clear();
    process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
    process.ErrorDataReceived += (_, _) => { };
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    if (process.WaitForExit(PatienceMs))
        return process.ExitCode == 0;
    process.Kill(entireProcessTree: true);
    return false;
}

// Only what these tests need, as one project: it builds in seconds where the solution takes a minute.
void CopyDomain()
{
    string[] folders = ["Domain/Sync", "Domain/Time", "EmbeddedSilo.Abstractions/Serialization", "Tests/Domain/Sync", "Tests/Domain/Time"];
    foreach (var folder in folders)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
        {
            // Tests against material beside the checkout cannot run in a copy elsewhere.
            if (!File.ReadAllText(file).Contains("[OutsideFact]", StringComparison.Ordinal))
                CopyFile(Path.GetRelativePath(root, file));
        }
    }
    CopyFile("Directory.Packages.props");
    File.Copy(Path.Combine(root, "Tests", "Mutants", "Subject.xml"), Path.Combine(copy, "Subject.csproj"));
}

// The whole checkout, without what is built from it.
void CopyEverything()
{
    string[] left = [".git", "artifacts", "bin", "obj", "node_modules", "data"];
    var files = new FileSystemEnumerable<string>(root, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !left.Contains(entry.FileName.ToString()),
    };
    foreach (var file in files)
        CopyFile(Path.GetRelativePath(root, file));
}

void CopyFile(string relative)
{
    var target = Path.Combine(copy, relative);
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.Copy(Path.Combine(root, relative), target);
}

static string Text(JsonElement mutant, string name) => mutant.GetProperty(name).GetString()!;

static string FindRoot()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "MediaGateway.sln")))
            return folder.FullName;
    }
    throw new InvalidOperationException("This does not run from within a checkout.");
}
