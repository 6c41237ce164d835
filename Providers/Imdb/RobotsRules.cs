namespace MediaGateway.Providers.Imdb;

/// <summary>
/// What a site's <c>robots.txt</c> allows (RFC 9309). Groups are found by the crawler's name, those of one name are taken
/// together, and <c>*</c> speaks to whoever is not named. Of the rules that match a path the longest decides, and of two
/// that are as long the one that allows. What is no rule (<c>Crawl-delay</c>, <c>Sitemap</c>) neither counts nor ends a group.
/// </summary>
public sealed class RobotsRules
{
    /// <summary>How much of a file is read, in characters; RFC 9309 asks for 500 KiB at least.</summary>
    public const int MaxLength = 512 * 1024;

    private const string Anyone = "*";
    private const string OwnPath = "/robots.txt";

    private readonly Dictionary<string, List<RobotsRule>> _groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isUnreachable;

    private RobotsRules(bool isUnreachable = false) => _isUnreachable = isUnreachable;

    /// <summary>Everything is allowed: the file is empty, or there is none.</summary>
    public static RobotsRules AllowAll { get; } = new();

    /// <summary>Nothing is: the site could not say.</summary>
    public static RobotsRules DisallowAll { get; } = new(isUnreachable: true);

    /// <summary>The rules, by the status under which a site answered for its file: what is missing allows all, what failed nothing.</summary>
    /// <param name="status">The status; 0 where no answer came.</param>
    /// <param name="text">The file.</param>
    public static RobotsRules Of(int status, string text) => status switch
    {
        >= 200 and < 300 => Parse(text),
        >= 400 and < 500 => AllowAll,
        _ => DisallowAll,
    };

    /// <summary>Reads a file. Lines that make no sense are passed over.</summary>
    public static RobotsRules Parse(string text)
    {
        var rules = new RobotsRules();
        List<List<RobotsRule>> spokenTo = [];
        var hasRules = false;
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, MaxLength)).TrimStart('\uFEFF').EnumerateLines())
        {
            if (!TrySplit(line, out var key, out var value)) continue;
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (hasRules) spokenTo.Clear();
                hasRules = false;
                spokenTo.Add(rules.GroupOf(value));
            }
            else if (key.Equals("allow", StringComparison.OrdinalIgnoreCase) || key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                hasRules = true;
                if (value.IsEmpty) continue;
                var rule = new RobotsRule(value.ToString(), isAllowed: key.Length == "allow".Length);
                spokenTo.ForEach(group => group.Add(rule));
            }
        }

        return rules;
    }

    /// <summary>Whether a crawler may get a path.</summary>
    /// <param name="productToken">The crawler's name, without a version.</param>
    /// <param name="path">The path from the site's root, with its query.</param>
    public bool Allows(string productToken, string path)
    {
        if (path == OwnPath) return true;
        if (_isUnreachable) return false;
        var group = _groups.GetValueOrDefault(productToken) ?? _groups.GetValueOrDefault(Anyone);
        var normal = RobotsPath.Normalize(path, isPattern: false);
        return group?.Where(rule => rule.Matches(normal)).OrderByDescending(rule => rule.Length).ThenByDescending(rule => rule.IsAllowed).FirstOrDefault()
            is not { IsAllowed: false };
    }

    private List<RobotsRule> GroupOf(ReadOnlySpan<char> userAgent)
    {
        var name = TokenOf(userAgent);
        if (!_groups.TryGetValue(name, out var group)) _groups[name] = group = [];
        return group;
    }

    /// <summary>The name alone: files say <c>Bot/2.1</c> where the standard has only <c>Bot</c>.</summary>
    private static string TokenOf(ReadOnlySpan<char> userAgent)
    {
        if (userAgent is ['*', ..]) return Anyone;
        var length = 0;
        while (length < userAgent.Length && (char.IsAsciiLetter(userAgent[length]) || userAgent[length] is '-' or '_')) length++;
        return userAgent[..length].ToString();
    }

    private static bool TrySplit(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0) line = line[..comment];
        var colon = line.IndexOf(':');
        key = line[..Math.Max(0, colon)].Trim();
        value = line[(colon + 1)..].Trim();
        return colon >= 0;
    }
}
