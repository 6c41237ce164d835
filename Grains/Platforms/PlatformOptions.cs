using MediaGateway.Domain.Platforms;

namespace MediaGateway.Grains.Platforms;

/// <summary>Which platforms' catalogues are kept in step.</summary>
public sealed class PlatformOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Platforms";

    /// <summary>The catalogues that are read by and by, each a platform and a region (<c>netflix:US</c>).</summary>
    /// <value>None by default: what is searched and looked at is known all the same.</value>
    public IList<string> Catalogues { get; } = [];

    /// <summary>How old a reading may get before the next one begins, of platforms that have no time of their own.</summary>
    /// <value>6 h by default, as long as sources' answers hold; 1 h to 30 days.</value>
    public TimeSpan ReadEvery { get; set; } = TimeSpan.FromHours(6);

    /// <summary>The platforms whose catalogues in a region are read.</summary>
    internal IEnumerable<string> KeptIn(string region) =>
        Catalogues.Select(catalogue => catalogue.Split(':')).Where(parts => parts is [_, var kept] && kept == region).Select(parts => parts[0]).Distinct(StringComparer.Ordinal);

    /// <summary>Whether every value is in its range.</summary>
    public bool AreValid() =>
        ReadEvery >= TimeSpan.FromHours(1) && ReadEvery <= TimeSpan.FromDays(30)
        && Catalogues.All(catalogue => catalogue.Split(':') is [var platform, { Length: 2 } region] && PlatformDirectory.Find(platform) is not null && region.All(char.IsAsciiLetterUpper));
}
