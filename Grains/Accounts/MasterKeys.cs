using System.Security.Cryptography;
using MediaGateway.Domain.Security;

namespace MediaGateway.Grains.Accounts;

/// <summary>Finds the master keys, and makes the one of a single node at its first start.</summary>
public static class MasterKeys
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "master-key";

    /// <summary>The envelope of the configured keys, or of the file in the data directory.</summary>
    /// <param name="options">The configured keys.</param>
    /// <param name="dataDirectory">Where a single node keeps its key; null where there is no such place, as in a cluster.</param>
    /// <exception cref="InvalidOperationException">A key is not 32 bytes in base64, or there is none and no place to make one.</exception>
    public static SecretEnvelope Load(MasterKeyOptions options, string? dataDirectory)
    {
        var previous = options.PreviousMasterKeys
            .Select((text, index) => Read(text, $"{MasterKeyOptions.Section}:{nameof(options.PreviousMasterKeys)}:{index}"))
            .ToList();
        var current = options.MasterKey is { Length: > 0 } configured
            ? Read(configured, $"{MasterKeyOptions.Section}:{nameof(options.MasterKey)}")
            : ReadOrMakeFile(dataDirectory);
        return new SecretEnvelope(current, previous);
    }

    private static byte[] ReadOrMakeFile(string? dataDirectory)
    {
        if (dataDirectory is null)
        {
            throw new InvalidOperationException($"{MasterKeyOptions.Section}:{nameof(MasterKeyOptions.MasterKey)} is missing: silos that share a database must share a master key.");
        }

        var file = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(file))
        {
            var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretEnvelope.KeyLength));
            SecretFile.Write(file, made + "\n");
        }

        SecretFile.Close(file);
        return Read(File.ReadAllText(file).Trim(), file);
    }

    private static byte[] Read(string base64, string whence)
    {
        var key = new byte[SecretEnvelope.KeyLength];
        return Convert.TryFromBase64String(base64, key, out var length) && length == key.Length
            ? key
            : throw new InvalidOperationException($"{whence} is not a master key: {SecretEnvelope.KeyLength} bytes in base64.");
    }
}
