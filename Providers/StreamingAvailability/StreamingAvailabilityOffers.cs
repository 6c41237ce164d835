using MediaGateway.Domain.Catalogue;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.StreamingAvailability;

/// <summary>Maps what the API says of where a title is to be had, in version 4 (<c>streamingOptions</c>) and before (<c>streamingInfo</c>).</summary>
/// <param name="at">When it said so.</param>
internal sealed class StreamingAvailabilityOffers(DateTimeOffset at)
{
    /// <summary>Every offer of a show, in all countries that the answer names.</summary>
    public IReadOnlyList<OfferRow> Of(Payload show) =>
    [
        .. show["streamingOptions"].Members.SelectMany(country => country.Value.Items.Select(option => Of(option, country.Key, HostOf(option)))).OfType<OfferRow>(),
        .. show["streamingInfo"].Members.SelectMany(country => OlderOf(country.Value, country.Key)).OfType<OfferRow>(),
    ];

    /// <summary>The offer that a change is about, which leaves when the change comes; null where it is none that we know.</summary>
    /// <param name="change">The change.</param>
    /// <param name="region">The country that was asked about.</param>
    public OfferRow? OfChange(Payload change, string region) =>
        HostOf(change) is { } host && KindOf(change["streamingOptionType"]) is { } kind && PlatformOf(change, host) is { } platform
            ? RowOf(change, platform, host, region, kind, TimeOf(change["timestamp"]))
            : null;

    // Version 3 has one list for each country, version 2 one for each service in it.
    private IEnumerable<OfferRow?> OlderOf(Payload country, string region) => country.IsList
        ? country.Items.Select(option => Of(option, region, HostOf(option)))
        : country.Members.SelectMany(service => EntriesOf(service.Value).Select(option => Of(option, region, HostOf(service))));

    private static IEnumerable<Payload> EntriesOf(Payload service) =>
        service.IsObject ? [service] : service.IsList || service.Text is not null ? service.Items : [];

    private static string? HostOf(Payload option) => StreamingAvailabilityServices.PlatformOf(option["service"]);

    private static string? HostOf(KeyValuePair<string, Payload> service)
    {
        if (StreamingAvailabilityServices.PlatformOf(service.Key) is { } platform) return platform;
        service.Value.Note();
        return null;
    }

    private OfferRow? Of(Payload option, string region, string? host) =>
        host is not null && KindOf(option["type"].IsThere ? option["type"] : option["streamingType"]) is { } kind && PlatformOf(option, host) is { } platform
            ? RowOf(option, platform, host, region, kind, TimeOf(option["expiresOn"]) ?? TimeOf(option["leaving"]))
            : null;

    private OfferRow RowOf(Payload option, string platform, string host, string region, OfferKind kind, DateTimeOffset? leavesAt)
    {
        var link = PlatformLink.Read(option["link"], host);
        var price = option["price"];
        var isSold = kind is OfferKind.Rent or OfferKind.Buy;
        return new OfferRow(
            new Offer
            {
                Platform = platform,
                Region = region.ToUpperInvariant(),
                Kind = kind,
                Price = !isSold ? null : OfferRow.PriceOf(price.IsObject ? price["amount"] : price),
                Currency = isSold && price.IsObject ? OfferRow.CurrencyOf(price["currency"]) : null,
                Quality = OfferRow.QualityOf(option["quality"]),
                DeepLink = link.Address,
                AvailableFrom = TimeOf(option["availableSince"]),
                LeavesAt = leavesAt,
                Source = StreamingAvailabilityTitles.Source,
                AsOf = at,
            },
            link);
    }

    /// <summary>Whose subscription it takes: that of the channel, where it is one within another service.</summary>
    private static string? PlatformOf(Payload option, string host)
    {
        var addon = option["addon"].IsThere ? option["addon"] : option["addOn"];
        var id = addon.IsObject ? addon["id"].Text : addon.Text;
        if (id is null) return host;
        if (StreamingAvailabilityServices.PlatformOf(id, addon.IsObject ? addon["name"].Text : null) is { } platform) return platform;
        addon.Note();
        return null;
    }

    private static OfferKind? KindOf(Payload type)
    {
        switch (type.Text)
        {
            case "subscription" or "addon": return OfferKind.Subscription;
            case "rent": return OfferKind.Rent;
            case "buy": return OfferKind.Buy;
            case "free": return OfferKind.Free;
            default:
                type.NoteOffer();
                return null;
        }
    }

    private static DateTimeOffset? TimeOf(Payload time) => time.Whole is > 0 ? time.UnixTime : null;
}
