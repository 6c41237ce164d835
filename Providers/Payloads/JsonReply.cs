using System.Text.Json;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;

namespace MediaGateway.Providers.Payloads;

/// <summary>Reads answers that are JSON.</summary>
public static class JsonReply
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };

    /// <summary>The answer as titles; calls that ended otherwise stay what they are.</summary>
    /// <param name="reply">What came.</param>
    /// <param name="map">Maps the whole payload.</param>
    public static SourceReply Read(UpstreamReply reply, Func<Payload, Mapped> map)
    {
        if (reply.Outcome is not SourceOutcome.Answered)
        {
            return reply.ToSourceReply();
        }

        try
        {
            using var document = JsonDocument.Parse(reply.Body, Reading);
            var unmapped = new UnmappedFields();
            var mapped = map(Payload.Of(document.RootElement, unmapped));
            List<SourceRecord?> entries = [.. mapped.Titles.Select(title => title is null ? null : RecordFitting.Fit(title))];
            SourceRecord[] titles = [.. entries.OfType<SourceRecord>()];
            return new SourceReply
            {
                Outcome = SourceOutcome.Answered,
                Titles = titles,
                Unread = entries.Count - titles.Length,
                Offers = [.. mapped.Offers.Where(RecordFitting.IsSound)],
                NextCursor = mapped.NextCursor,
                Unmapped = unmapped.Counts,
                AreOffersUnclear = unmapped.AreOffersUnclear,
            };
        }
        catch (JsonException)
        {
            return SourceReply.Of(SourceOutcome.Malformed, "the answer is not JSON");
        }
    }

    /// <summary>Looks into the body of a refusal; false where it is not JSON.</summary>
    public static bool Inspect(UpstreamReply reply, Func<Payload, bool> look)
    {
        try
        {
            using var document = JsonDocument.Parse(reply.Body, Reading);
            return look(Payload.Of(document.RootElement, new UnmappedFields()));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>What a payload was mapped to.</summary>
/// <param name="Titles">The titles; null for entries that are none.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public readonly record struct Mapped(IEnumerable<SourceRecord?> Titles, string? NextCursor = null)
{
    /// <summary>The offers, in an answer that is about one title's offers only.</summary>
    public IReadOnlyList<Offer> Offers { get; init => field = value ?? []; } = [];
}
