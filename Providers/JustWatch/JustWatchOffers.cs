using System.Globalization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.JustWatch;

/// <summary>Maps what JustWatch says of where a title is to be had.</summary>
/// <param name="region">The country that was asked about: the offers do not name it.</param>
/// <param name="at">When it said so.</param>
internal sealed class JustWatchOffers(string region, DateTimeOffset at)
{
    private const decimal Cent = 0.01m;

    /// <summary>Every offer of a title; none where they were not asked for.</summary>
    public IReadOnlyList<OfferRow> Of(Payload title) => [.. title["offers"].Items.Select(RowOf).OfType<OfferRow>()];

    private OfferRow? RowOf(Payload offer)
    {
        if (KindOf(offer["monetizationType"]) is not { } kind || PlatformOf(offer["package"]) is not { } platform) return null;
        var link = PlatformLink.Read(offer["standardWebURL"], platform);
        var price = kind is OfferKind.Rent or OfferKind.Buy ? PriceOf(offer) : null;
        return new OfferRow(
            new Offer
            {
                Platform = platform,
                Region = region,
                Kind = kind,
                Price = price,
                Currency = price is null ? null : OfferRow.CurrencyOf(offer["currency"]),
                Quality = OfferRow.QualityOf(offer["presentationType"]),
                DeepLink = link.Address,
                LeavesAt = offer["availableTo"].Time,
                Source = JustWatchTitles.Source,
                AsOf = at,
            },
            link);
    }

    private static string? PlatformOf(Payload package)
    {
        if ((PlatformNames.Find(package["clearName"].Text) ?? PlatformNames.Find(package["technicalName"].Text)) is { } platform) return platform;
        package["clearName"].Note();
        return null;
    }

    private static OfferKind? KindOf(Payload type)
    {
        switch (type.Text?.ToUpperInvariant())
        {
            case "FLATRATE" or "FLATRATE_AND_BUY": return OfferKind.Subscription;
            case "RENT": return OfferKind.Rent;
            case "BUY": return OfferKind.Buy;
            case "FREE": return OfferKind.Free;
            case "ADS" or "FAST": return OfferKind.Ads;

            // A ticket to the cinema is not an offer of a platform.
            case "CINEMA": return null;
            default:
                type.NoteOffer();
                return null;
        }
    }

    // The text is what people are shown and pay, the number at times a cent beside it; but the text is written for people.
    private static decimal? PriceOf(Payload offer)
    {
        var value = OfferRow.PriceOf(offer["retailPriceValue"]);
        return Shown(offer["retailPrice"].Text) is { } shown && (value is null || Math.Abs(shown - value.Value) <= Cent) ? shown : value;
    }

    private static decimal? Shown(string? text)
    {
        var number = string.Concat((text ?? "").Where(c => char.IsAsciiDigit(c) || c is '.' or ',')).Trim('.', ',');
        var mark = number.AsSpan().LastIndexOfAny('.', ',');
        var hasFraction = mark >= 0 && number.Length - mark - 1 is 1 or 2;
        var whole = (hasFraction ? number[..mark] : number).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(hasFraction ? $"{whole}.{number[(mark + 1)..]}" : whole, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? price : null;
    }
}
