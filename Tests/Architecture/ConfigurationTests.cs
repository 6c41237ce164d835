using System.Reflection;
using System.Text.RegularExpressions;
using MediaGateway.Silo;
using MediaGateway.Storage;

namespace MediaGateway.Tests.Architecture;

/// <summary>The settings as they are documented, held against those that there are.</summary>
public sealed partial class ConfigurationTests
{
    [Fact]
    public void Every_setting_is_documented_and_nothing_else_is()
    {
        var documented = RowPattern().Matches(File.ReadAllText(Path.Combine(Room.Root, "docs", "configuration.md"))).Select(row => row.Groups["name"].Value);
        Assert.Equal(Settings().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_switch_stands_for_a_setting() => Assert.Empty(GatewayOptions.Switches.Values
        .Where(setting => !setting.StartsWith("Cluster:", StringComparison.Ordinal))
        .Select(setting => setting.Replace(":", "__", StringComparison.Ordinal))
        .Except(Settings()));

    private static IEnumerable<string> Settings() =>
        from room in Room.All
        where room.Name is "ApiFrontend" or "Domain" or "Grains" or "Providers" or "Silo" or "Storage"
        from type in Assembly.Load($"MediaGateway.{room.Name}").GetTypes()
        where type is { IsPublic: true, IsClass: true } && type.Name.EndsWith("Options", StringComparison.Ordinal)
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.CanWrite || property.PropertyType.IsGenericType
        select $"{SectionOf(type)}:{property.Name}".Replace(":", "__", StringComparison.Ordinal);

    private static string SectionOf(Type options) =>
        options.GetField("Section")?.GetRawConstantValue() as string ?? options.Name switch
        {
            "DatabaseOptions" => StorageServiceCollectionExtensions.Section,
            "JournalOptions" => $"{StorageServiceCollectionExtensions.Section}:Journal",
            "EmbeddedServerOptions" => $"{StorageServiceCollectionExtensions.Section}:Server",
            _ => throw new InvalidOperationException($"{options} says in no constant which section it is read from."),
        };

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z]+(__[A-Za-z]+)+?)(__0|__<part>)?`", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
