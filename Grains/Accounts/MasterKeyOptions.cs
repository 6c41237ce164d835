namespace MediaGateway.Grains.Accounts;

/// <summary>The keys that stored secrets are sealed with.</summary>
public sealed class MasterKeyOptions
{
    /// <summary>The name of the configuration section these are read from.</summary>
    public const string Section = "Security";

    /// <summary>The key that seals: 32 bytes in base64.</summary>
    /// <value>Default null: the file <c>master-key</c> of the data directory, which is made at the first start.</value>
    public string? MasterKey { get; set; }

    /// <summary>Keys that sealed earlier and still open: each 32 bytes in base64.</summary>
    /// <value>Default none.</value>
    public IList<string> PreviousMasterKeys { get; } = [];
}
