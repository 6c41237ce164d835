using System.Globalization;
using System.Text.Json;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>The members of one object inside a line, and the first thing that was wrong with one of them.</summary>
internal sealed class JsonObjectFields(string field, JsonElement value)
{
    /// <summary>The first fault so far, naming the member; null when there is none.</summary>
    public string? Fault { get; private set; }

    public string? Text(string name)
    {
        if (Find(name, JsonValueKind.String, "text") is not { } found)
        {
            return null;
        }

        try
        {
            var text = found.GetString()!.Trim();
            return text.Length == 0 ? null : text;
        }
        catch (InvalidOperationException)
        {
            // The line is valid UTF-8, so only an escaped half of a surrogate pair is left as the cause.
            return Wrong<string>(name, "whole characters");
        }
    }

    public decimal? Number(string name)
    {
        var found = Find(name, JsonValueKind.Number, "a number");
        return found is null ? null
            : found.Value.TryGetDecimal(out var number) ? number
            : Missing<decimal>(name, "a number in its range");
    }

    public int? Whole(string name)
    {
        var found = Find(name, JsonValueKind.Number, "a whole number");
        return found is null ? null
            : found.Value.TryGetInt32(out var number) ? number
            : Missing<int>(name, "a whole number");
    }

    public DateTimeOffset? Time(string name)
    {
        var text = Text(name);
        return text is null ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime()
            : Missing<DateTimeOffset>(name, "a time like 2026-01-31T12:00:00Z");
    }

    public OfferKind Kind(string name)
    {
        switch (Text(name))
        {
            case "subscription":
                return OfferKind.Subscription;
            case "rent":
                return OfferKind.Rent;
            case "buy":
                return OfferKind.Buy;
            case "free":
                return OfferKind.Free;
            case "ads":
                return OfferKind.Ads;
            default:
                return Missing<OfferKind>(name, "subscription, rent, buy, free or ads") ?? default;
        }
    }

    private JsonElement? Find(string name, JsonValueKind kind, string wanted)
    {
        if (!value.TryGetProperty(name, out var found) || found.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (found.ValueKind != kind)
        {
            Fault ??= $"{field}.{name} must be {wanted}";
            return null;
        }

        return found;
    }

    private T? Wrong<T>(string name, string wanted) where T : class
    {
        Fault ??= $"{field}.{name} must be {wanted}";
        return null;
    }

    private T? Missing<T>(string name, string wanted) where T : struct
    {
        Fault ??= $"{field}.{name} must be {wanted}";
        return null;
    }
}
