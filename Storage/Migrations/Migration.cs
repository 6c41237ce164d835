using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MediaGateway.Storage.Migrations;

/// <summary>One numbered change of the schema.</summary>
/// <param name="Version">Its number, from 1; no number is used twice.</param>
/// <param name="Name">The rest of its file name.</param>
/// <param name="Sql">What it does.</param>
public sealed partial record Migration(int Version, string Name, string Sql)
{
    /// <summary>The folder of the migrations that every gateway needs.</summary>
    public const string GatewayFolder = "sql/";

    /// <summary>The folder of what the ADO.NET providers of Orleans need, in a numbering of its own.</summary>
    public const string OrleansFolder = "sql/orleans/";

    /// <summary>SHA-256 of the text, the same whichever line endings a checkout gave it.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The folder it lies in.</summary>
    public string Folder { get; init; } = GatewayFolder;

    /// <summary>The file that it is.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Folder}V{Version:000}__{Name}.sql");

    /// <summary>The migrations of <see cref="GatewayFolder"/> that were built into this assembly, in order.</summary>
    /// <exception cref="InvalidOperationException">A file is not named as it must be, or two have one number.</exception>
    public static IReadOnlyList<Migration> BuiltIn() => BuiltIn(GatewayFolder);

    /// <summary>The migrations of one folder that were built into this assembly, in order.</summary>
    /// <exception cref="InvalidOperationException">A file is not named as it must be, or two have one number.</exception>
    public static IReadOnlyList<Migration> BuiltIn(string folder)
    {
        var assembly = typeof(Migration).Assembly;
        Migration[] all = [.. assembly.GetManifestResourceNames()
            .Where(resource => resource[..(resource.LastIndexOf('/') + 1)] == folder)
            .Select(resource => Read(assembly, folder, resource))
            .OrderBy(migration => migration.Version)];
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i].Version == all[i - 1].Version) throw new InvalidOperationException($"{all[i - 1].FileName} and {all[i].FileName} have the same number.");
        }
        return all;
    }

    private static Migration Read(Assembly assembly, string folder, string resource)
    {
        var match = NamePattern().Match(resource[folder.Length..]);
        if (!match.Success) throw new InvalidOperationException($"{resource} is not named V000__name.sql.");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return new(int.Parse(match.Groups["version"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["name"].Value, reader.ReadToEnd()) { Folder = folder };
    }

    [GeneratedRegex(@"^V(?<version>\d{3})__(?<name>[a-z0-9_]+)\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();
}
