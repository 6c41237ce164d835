namespace MediaGateway.Providers;

/// <summary>What the gateway is told about one source: its keys above all.</summary>
public sealed class SourceOptions
{
    /// <summary>The section of the configuration; <c>source</c> stands for the source's id (<c>Sources:tmdb</c>).</summary>
    public const string Section = "Sources:source";

    /// <summary>The section below which each source has its own.</summary>
    public const string Root = "Sources";

    /// <summary>Whether the source is asked at all.</summary>
    /// <value>Unless told, whether it has a key. A source that takes none (JustWatch, IMDb) is asked only when this is true.</value>
    public bool? Enabled { get; set; }

    /// <summary>The API keys; of Spotify a client id and its secret with a colon between them.</summary>
    /// <value>None by default.</value>
    public IList<string> Keys { get; } = [];

    /// <summary>Where the API is.</summary>
    /// <value>By default where its maker has it.</value>
    public Uri? Address { get; set; }

    /// <summary>Where tokens are had, of Spotify.</summary>
    /// <value>By default where its maker has it.</value>
    public Uri? TokenAddress { get; set; }

    /// <summary>What a day may cost with one key, in the source's units.</summary>
    /// <value>By default what is known of the source; 1 to a billion.</value>
    public int? DailyUnits { get; set; }

    /// <summary>Where the day of the quota begins at midnight, as the IANA name of a time zone (<c>America/Los_Angeles</c>).</summary>
    /// <value><c>UTC</c> by default.</value>
    public string? QuotaZone { get; set; }

    /// <summary>What is wrong with these settings; null when nothing is.</summary>
    /// <param name="source">Whose they are.</param>
    internal string? FaultOf(string source) =>
        Keys.Any(string.IsNullOrWhiteSpace) ? $"{Root}:{source}:{nameof(Keys)} holds an empty key."
        : Address is { IsAbsoluteUri: false } || Address is { Scheme: not ("http" or "https") } ? $"{Root}:{source}:{nameof(Address)} is {Address}; it must be an http or https address."
        : TokenAddress is { IsAbsoluteUri: false } || TokenAddress is { Scheme: not ("http" or "https") } ? $"{Root}:{source}:{nameof(TokenAddress)} is {TokenAddress}; it must be an http or https address."
        : DailyUnits is < 1 or > 1_000_000_000 ? $"{Root}:{source}:{nameof(DailyUnits)} is {DailyUnits}; it must be 1 to 1000000000."
        : QuotaZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? $"{Root}:{source}:{nameof(QuotaZone)} is {zone}; this machine knows no such time zone. Name one as the IANA does (America/Los_Angeles), and install tzdata."
        : null;
}
