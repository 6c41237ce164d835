namespace MediaGateway.Providers.Imdb;

/// <summary>One line of a <c>robots.txt</c>: a pattern of paths, and whether they may be got.</summary>
internal sealed class RobotsRule
{
    private readonly string _pattern;
    private readonly bool _isToTheEnd;

    public RobotsRule(string pattern, bool isAllowed)
    {
        _isToTheEnd = pattern.EndsWith('$');
        var normal = RobotsPath.Normalize(_isToTheEnd ? pattern[..^1] : pattern, isPattern: true);
        Length = normal.Length + (_isToTheEnd ? 1 : 0);
        _pattern = _isToTheEnd ? normal : normal + '*';
        IsAllowed = isAllowed;
    }

    public bool IsAllowed { get; }

    /// <summary>How much the pattern says, in octets.</summary>
    public int Length { get; }

    /// <summary>
    /// Whether the pattern covers a path. When what follows a star does not fit, only the last star need be tried further on:
    /// the time grows with the product of both lengths and no faster, whatever the site has written.
    /// </summary>
    public bool Matches(string path)
    {
        int p = 0, at = 0, star = -1, resume = 0;
        while (at < path.Length)
        {
            if (p < _pattern.Length && _pattern[p] == '*')
            {
                star = p++;
                resume = at;
            }
            else if (p < _pattern.Length && _pattern[p] == path[at])
            {
                p++;
                at++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }
}
