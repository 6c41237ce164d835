namespace MediaGateway.Providers.Credentials;

/// <summary>What is sent with a call to show that it may be made.</summary>
public interface ICredential
{
    /// <summary>What to send now; null where none is to be had.</summary>
    ValueTask<string?> GetAsync(CancellationToken cancellationToken);

    /// <summary>The source did not take what was sent. True: another one may be had, and the call be made once more.</summary>
    bool Renew(string refused);
}

/// <summary>A key that is always the same.</summary>
/// <param name="key">The key.</param>
internal sealed class FixedKey(string key) : ICredential
{
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(key);

    public bool Renew(string refused) => false;
}
