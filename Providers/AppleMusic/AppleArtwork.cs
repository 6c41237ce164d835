using System.Globalization;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.AppleMusic;

/// <summary>Makes an address of one that leaves open how large a picture is to be (<c>…/{w}x{h}bb.jpg</c>).</summary>
internal static class AppleArtwork
{
    private const int Width = 600;
    private const int LargestSide = 20_000;

    /// <summary>The address of the picture, no larger than it is and in its own shape; null where there is none.</summary>
    public static string? AddressOf(Payload artwork)
    {
        if (artwork["url"].Text is not { } template) return null;
        var (width, height) = SizeOf(artwork["width"].Count, artwork["height"].Count);
        var address = template
            .Replace("{w}", width.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{h}", height.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{c}", "bb", StringComparison.Ordinal)
            .Replace("{f}", "jpg", StringComparison.Ordinal);
        if (!address.Contains('{')) return address;
        artwork["url"].Note();
        return null;
    }

    private static (int Width, int Height) SizeOf(int? width, int? height)
    {
        if (width is not (> 0 and <= LargestSide) || height is not (> 0 and <= LargestSide)) return (Width, Width);
        var shown = Math.Min(Width, width.Value);
        return (shown, Math.Max(1, (int)Math.Round((double)shown * height.Value / width.Value)));
    }
}
