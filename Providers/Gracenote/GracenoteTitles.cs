using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Gracenote;

/// <summary>Maps what Gracenote says of a programme.</summary>
internal static class GracenoteTitles
{
    /// <summary>What the gateway calls it.</summary>
    public const string Source = "gracenote";

    /// <summary>Who gave the id that all versions of one programme share.</summary>
    private const string Root = "gracenote_root";

    private const string OwnRatings = "TMS";
    private const decimal Stars = 4;
    private const decimal OurScale = 5;

    /// <summary>A title; null where the programme has none.</summary>
    public static SourceRecord? Of(Payload program)
    {
        if (program["title"].Text is not { } title) return null;
        var released = program["releaseDate"].Day ?? program["origAirDate"].Day;
        var rating = RatingOf(program["qualityRating"]);
        return new SourceRecord
        {
            Source = Source,
            SourceId = program["tmsId"].Text,
            Title = title,
            Type = TypeOf(program),
            Year = program["releaseYear"].Count ?? released?.Year,
            ReleaseDate = released,
            Overview = program["longDescription"].Text ?? program["shortDescription"].Text,
            Genres = program["genres"].Texts(),
            Cast = program["topCast"].Texts(),
            Directors = program["directors"].Texts(),
            RuntimeMinutes = IsoMinutes.Of(program["runTime"]),
            Rating = rating?.Value * OurScale / Stars,
            Ratings = rating is null ? [] : [rating],
            Images = PictureOf(program["preferredImage"]),
            ExternalIds = program["rootId"].Text is { } root ? new Dictionary<string, string>(StringComparer.Ordinal) { [Root] = root } : [],
        };
    }

    /// <summary>What it is, by its kind; where that is missing, by the letters that its id begins with.</summary>
    private static ContentType? TypeOf(Payload program)
    {
        var kind = program["entityType"];
        switch (kind.Text?.ToUpperInvariant() ?? program["tmsId"].Text?[..Math.Min(2, program["tmsId"].Text!.Length)])
        {
            case "MOVIE" or "MV": return ContentType.Movie;
            case "SHOW" or "SH": return ContentType.Series;
            case "EPISODE" or "EP": return ContentType.Episode;
            default:
                kind.Note();
                return null;
        }
    }

    /// <summary>Stars out of four. What others rate comes without its scale, and says nothing.</summary>
    private static SourceRating? RatingOf(Payload rating)
    {
        if (!rating.IsThere) return null;
        if (rating["ratingsBody"].Text is OwnRatings) return rating["value"].Number is { } stars and >= 0 and <= Stars ? new SourceRating(Source, stars, Stars, null) : null;
        rating["ratingsBody"].Note();
        return null;
    }

    /// <summary>The picture, where its address is whole: the others are got with the key only, and would give it away.</summary>
    private static ContentImages PictureOf(Payload picture)
    {
        if (picture["uri"].Text is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var whole) || whole.Scheme is not ("http" or "https")) return ContentImages.None;
        return picture["width"].Number > picture["height"].Number ? new ContentImages(null, address) : new ContentImages(address, null);
    }
}
