using System.Text.RegularExpressions;

namespace MediaGateway.Tests.Architecture;

/// <summary>What <c>docker compose up</c> starts, and to whom it is open.</summary>
public sealed partial class ComposeTests
{
    private static readonly string _file = File.ReadAllText(Path.Combine(Room.Root, "docker-compose.yml")).ReplaceLineEndings("\n");

    [Fact]
    public void Everything_that_the_cluster_is_made_of_is_started_by_a_plain_up()
    {
        Assert.Equal(["frontend", "postgres", "qdrant", "secrets", "silo"], Services().Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("profiles:", _file, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_image_of_others_has_a_version()
    {
        var images = ImagePattern().Matches(_file).Select(image => image.Groups["name"].Value).Where(image => !image.StartsWith("media-gateway", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, images.Count);
        Assert.All(images, image => Assert.Matches(@":v?\d", image));
    }

    [Fact]
    public void Every_port_is_open_to_this_machine_only_unless_told()
    {
        var ports = PortPattern().Matches(_file).Select(ports => ports.Groups["first"].Value).ToList();
        Assert.Equal(2, ports.Count);
        Assert.All(ports, port => Assert.Matches(@"^(\$\{GATEWAY_LISTEN:-127\.0\.0\.1\}|127\.0\.0\.1):", port));
    }

    [Fact]
    public void Nothing_waits_for_Qdrant_or_is_told_of_it() => Assert.All(
        Services().Where(service => service.Key is not "qdrant"),
        service => Assert.DoesNotContain("qdrant", service.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The services, each with its lines, comments left out.</summary>
    private static Dictionary<string, string> Services()
    {
        var services = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = _file[(_file.IndexOf("\nservices:\n", StringComparison.Ordinal) + "\nservices:\n".Length).._file.IndexOf("\nvolumes:\n", StringComparison.Ordinal)];
        var name = "";
        foreach (var line in section.Split('\n').Where(line => !line.TrimStart().StartsWith('#')))
        {
            if (NamePattern().Match(line) is { Success: true } begins) services[name = begins.Groups["name"].Value] = "";
            else services[name] += line + "\n";
        }

        return services;
    }

    [GeneratedRegex(@"^  (?<name>[a-z]+):$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^ +image: (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex ImagePattern();

    [GeneratedRegex(@"^ +ports: \[""(?<first>[^""]+)""\]$", RegexOptions.Multiline)]
    private static partial Regex PortPattern();
}
