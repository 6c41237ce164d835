using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Providers.Payloads;

/// <summary>One line of a source's list of offers.</summary>
/// <param name="Offer">What it offers.</param>
/// <param name="Link">Where it leads; the platform of a channel within another platform is that other one.</param>
public sealed record OfferRow(Offer Offer, PlatformLink Link)
{
    private static readonly string[] Qualities = ["sd", "hd", "4k"];

    /// <summary>
    /// The offers, those alike but for the picture as one with the best: sources name each picture on a line of its own, and
    /// each track of sound.
    /// </summary>
    public static IReadOnlyList<Offer> Best(IEnumerable<OfferRow> rows) =>
    [
        .. from row in rows
           group row.Offer by (row.Offer.Platform, row.Offer.Region, row.Offer.Kind, row.Offer.Price, row.Offer.Currency) into alike
           let best = alike.MaxBy(offer => Array.IndexOf(Qualities, offer.Quality))!
           select best with { DeepLink = best.DeepLink ?? alike.Select(offer => offer.DeepLink).FirstOrDefault(link => link is not null) },
    ];

    /// <summary>Adds the platforms' own ids, the first of each.</summary>
    public static void AddIds(IDictionary<string, string> ids, IEnumerable<OfferRow> rows)
    {
        foreach (var link in rows.Select(row => row.Link).Where(link => link.Id is not null))
        {
            ids.TryAdd(link.Platform, link.Id!);
        }
    }

    /// <summary>A picture as the catalogue names it (<c>sd</c>, <c>hd</c>, <c>4k</c>); null where none, or none that is known, is named.</summary>
    public static string? QualityOf(Payload quality)
    {
        switch (quality.Text?.ToUpperInvariant())
        {
            case "SD": return "sd";
            case "HD" or "FHD" or "QHD" or "720P" or "1080P": return "hd";
            case "4K" or "_4K" or "UHD" or "2160P": return "4k";
            case null: return null;
            default:
                quality.Note();
                return null;
        }
    }

    /// <summary>A currency as three capital letters; null where it is none.</summary>
    public static string? CurrencyOf(Payload currency)
    {
        if (currency.Text?.ToUpperInvariant() is not { } text) return null;
        if (text.Length == 3 && text.All(char.IsAsciiLetterUpper)) return text;
        currency.Note();
        return null;
    }

    /// <summary>A price; null where it is none, or less than nothing.</summary>
    public static decimal? PriceOf(Payload price) => price.Number is >= 0 and var amount ? amount : null;
}
