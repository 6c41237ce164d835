using System.Globalization;

namespace Orleans.Runtime;

/// <summary>How GUIDs and numbers are written as grain keys: <c>N</c> format and upper-case hexadecimal, an extension after a plus sign.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>The key for a GUID.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>The key for a GUID with an extension.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) => IdSpan.Create(Extended(key.ToString("N"), keyExtension));

    /// <summary>The key for a number.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>The key for a number with an extension.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) => IdSpan.Create(Extended(key.ToString("X", CultureInfo.InvariantCulture), keyExtension));

    /// <summary>The GUID in a grain's key.</summary>
    /// <exception cref="ArgumentException">The key is no GUID.</exception>
    public static Guid GetGuidKey(this GrainId grainId) => GetGuidKey(grainId, out _);

    /// <summary>The GUID in a grain's key, and the extension.</summary>
    /// <exception cref="ArgumentException">The key is no GUID.</exception>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        TryGetGuidKey(grainId, out var key, out keyExt) ? key : throw new ArgumentException($"The key of {grainId} is not a GUID.", nameof(grainId));

    /// <summary>The number in a grain's key.</summary>
    /// <exception cref="ArgumentException">The key is no number.</exception>
    public static long GetIntegerKey(this GrainId grainId) => GetIntegerKey(grainId, out _);

    /// <summary>The number in a grain's key, and the extension.</summary>
    /// <exception cref="ArgumentException">The key is no number.</exception>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        TryGetIntegerKey(grainId, out var key, out keyExt) ? key : throw new ArgumentException($"The key of {grainId} is not a number.", nameof(grainId));

    /// <summary>The GUID in a grain's key, where there is one.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt) =>
        Guid.TryParseExact(Split(grainId, out keyExt), "N", out key);

    /// <summary>The number in a grain's key, where there is one.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt) =>
        long.TryParse(Split(grainId, out keyExt), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);

    private static string Extended(string key, string? extension) => string.IsNullOrEmpty(extension) ? key : $"{key}+{extension}";

    private static ReadOnlySpan<char> Split(GrainId grainId, out string? extension)
    {
        var text = grainId.Key.Text;
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        extension = plus < 0 ? null : text[(plus + 1)..];
        return plus < 0 ? text : text.AsSpan(0, plus);
    }
}
