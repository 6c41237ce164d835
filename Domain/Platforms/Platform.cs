using System.Text.RegularExpressions;

namespace MediaGateway.Domain.Platforms;

/// <summary>
/// One streaming service, as data: what it is called, what its ids look like and how its addresses are made. A further
/// platform is a further entry of <c>platforms.json</c>.
/// </summary>
public sealed class Platform
{
    private readonly Regex? _idForm;

    internal Platform(PlatformEntry entry)
    {
        Id = entry.Id;
        Name = entry.Name;
        Home = entry.Home;
        Regions = entry.Regions ?? [];
        Package = entry.Package;
        AppStoreId = entry.AppStoreId;
        Hosts = entry.Hosts ?? [HostOf(entry.Home)];
        Web = new LinkTemplates(entry.Web);
        Ios = new LinkTemplates(entry.Ios);
        Android = new LinkTemplates(entry.Android);
        PositionSuffix = entry.At;
        ReadEvery = entry.ReadEvery;
        CircuitOpenFor = entry.CircuitOpenFor;
        _idForm = entry.Ids is null ? null : new Regex($@"\A(?:{entry.Ids})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>What the gateway calls it (<c>netflix</c>): small letters, digits and <c>_</c>.</summary>
    public string Id { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The address of its front page.</summary>
    public string Home { get; }

    /// <summary>Where it is offered, as two capital letters each (ISO 3166-1); empty where it says nothing, which is most of the world.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>The name of its Android app; null where none is known.</summary>
    public string? Package { get; }

    /// <summary>The number of its app in Apple's store; null where none is known.</summary>
    public string? AppStoreId { get; }

    /// <summary>How old what is known of its whole catalogue may get; null where it is like most.</summary>
    public TimeSpan? ReadEvery { get; }

    /// <summary>How long a source that failed is left alone by questions about this platform, where that is longer than by others; null where it is not.</summary>
    public TimeSpan? CircuitOpenFor { get; }

    /// <summary>The hosts whose addresses are its own, subdomains included.</summary>
    internal IReadOnlyList<string> Hosts { get; }

    internal LinkTemplates Web { get; }

    internal LinkTemplates Ios { get; }

    internal LinkTemplates Android { get; }

    /// <summary>What makes a web address start at a position; null where the platform has no such thing.</summary>
    internal string? PositionSuffix { get; }

    /// <summary>Whether an id could be one of the platform's.</summary>
    public bool IsId(string id) => _idForm is not null && _idForm.IsMatch(id);

    /// <summary>Whether an address is one of the platform's own, and safe to open.</summary>
    public bool Owns(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "https", UserInfo: "", IsDefaultPort: true }
        && Hosts.Any(host => address.IdnHost == host || address.IdnHost.EndsWith($".{host}", StringComparison.Ordinal));

    private static string HostOf(string home)
    {
        var host = new Uri(home).Host;
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }
}
