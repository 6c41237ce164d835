using System.Text.Json;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>Reads the fields of a line that are objects or lists of objects.</summary>
internal static class NestedValues
{
    public static string? ExternalIds(ref Utf8JsonReader reader, RecordDraft draft) => EachMember(ref reader, "external_ids", draft, Read);

    public static string? Images(ref Utf8JsonReader reader, RecordDraft draft) => EachMember(ref reader, "images", draft, ReadImage);

    public static string? Ratings(ref Utf8JsonReader reader, RecordDraft draft)
    {
        var ratings = new List<SourceRating>();
        var fault = EachObject(ref reader, "ratings", item =>
        {
            ratings.Add(new SourceRating(
                item.Text("source") ?? "",
                item.Number("value") ?? -1,
                item.Number("scale") ?? 0,
                item.Number("votes") is { } votes ? (int)decimal.Clamp(decimal.Truncate(votes), -1, int.MaxValue) : null));
        });
        draft.Ratings = ratings;
        return fault;
    }

    public static string? Availability(ref Utf8JsonReader reader, RecordDraft draft)
    {
        var offers = new List<Offer>();
        var fault = EachObject(ref reader, "availability", item =>
        {
            offers.Add(new Offer
            {
                Platform = item.Text("platform") ?? "",
                Region = item.Text("region") ?? "",
                Kind = item.Kind("offer"),
                Price = item.Number("price"),
                Currency = item.Text("currency"),
                Quality = item.Text("quality"),
                AvailableFrom = item.Time("available_from"),
                LeavesAt = item.Time("leaves_at"),
                DeepLink = item.Text("deep_link"),
                Source = "",
                AsOf = item.Time("as_of"),
                Season = item.Whole("season"),
            });
        });
        draft.Availability = offers;
        return fault;
    }

    private static string? Read(ref Utf8JsonReader reader, string name, RecordDraft draft) =>
        JsonValues.Id(ref reader, "external_ids." + name, id => draft.ExternalIds.TryAdd(name, id));

    private static string? ReadImage(ref Utf8JsonReader reader, string name, RecordDraft draft)
    {
        switch (name)
        {
            case "poster":
                return JsonValues.Url(ref reader, "images.poster", url => draft.Poster = url);
            case "backdrop":
                return JsonValues.Url(ref reader, "images.backdrop", url => draft.Backdrop = url);
            default:
                reader.Skip();
                return null;
        }
    }

    private delegate string? MemberReader(ref Utf8JsonReader reader, string name, RecordDraft draft);

    private static string? EachMember(ref Utf8JsonReader reader, string field, RecordDraft draft, MemberReader read)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return $"{field} must be an object";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? "" : reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null && read(ref reader, name, draft) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? EachObject(ref Utf8JsonReader reader, string field, Action<JsonObjectFields> take)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return $"{field} must be a list of objects";
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return $"{field} must be a list of objects";
            }

            var item = new JsonObjectFields(field, JsonElement.ParseValue(ref reader));
            take(item);
            if (item.Fault is not null)
            {
                return item.Fault;
            }
        }

        return null;
    }
}
