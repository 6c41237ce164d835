using System.Diagnostics;
using System.Text;
using System.Text.Json;

// Plants one mistake after the other into a copy of Domain/Sync and Domain/Time, and says whether the tests notice.
//
//   dotnet run --project Tests/Mutants [-- <part of a name>]
//
// Ends with 0 when every mistake is killed, with 1 when one survives or no longer applies.

const int PatienceMs = 300_000;
var root = FindRoot();
var output = new StringBuilder();
var copy = Directory.CreateTempSubdirectory("mutants-").FullName;
try
{
    return Run(args.FirstOrDefault() ?? "");
}
finally
{
    Directory.Delete(copy, recursive: true);
}

int Run(string filter)
{
    Copy();
    if (!Passes())
    {
        Console.Error.WriteLine($"The tests fail without any mistake planted:\n{output}");
        return 1;
    }

    var catalogue = JsonElement.Parse(File.ReadAllBytes(Path.Combine(root, "Tests", "Mutants", "catalogue.json")));
    var survivors = 0;
    foreach (var mutant in catalogue.EnumerateArray().Where(mutant => Text(mutant, "name").Contains(filter, StringComparison.OrdinalIgnoreCase)))
    {
        var verdict = Try(mutant);
        survivors += verdict == "killed" ? 0 : 1;
        Console.WriteLine($"{verdict,-10} {Text(mutant, "name")}");
    }
    Console.WriteLine(survivors == 0 ? "Every mistake is killed." : $"{survivors} mistakes are not killed.");
    return survivors == 0 ? 0 : 1;
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
        if (!Dotnet("build", "-nologo", "-v", "q"))
            return "UNBUILT";
        return Passes() ? "SURVIVED" : "killed";
    }
    finally
    {
        File.WriteAllText(path, original);
    }
}

bool Passes() => Dotnet("test", "-nologo", "-v", "q");

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
void Copy()
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
