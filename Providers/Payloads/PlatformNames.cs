using System.Collections.Frozen;
using System.Text;
using MediaGateway.Domain.Platforms;

namespace MediaGateway.Providers.Payloads;

/// <summary>Knows platforms by the many names that sources give them. Blanks, signs and capitals do not matter.</summary>
public static class PlatformNames
{
    private static readonly FrozenDictionary<string, string> ByName = Names();

    /// <summary>The platform of a name (<c>Amazon Prime Video</c> → <c>prime_video</c>); null where nobody of that name is known.</summary>
    public static string? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(Fold(name));

    private static FrozenDictionary<string, string> Names()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in PlatformDirectory.All)
        {
            names.TryAdd(Fold(platform.Name), platform.Id);
            names.TryAdd(Fold(platform.Id), platform.Id);
        }

        Add("prime_video", "Prime", "Amazon", "Amazon Video", "Amazon Prime", "Amazon Prime Video", "Amazon Prime Video with Ads", "Amazon Prime Video Free with Ads");
        Add("apple_tv", "Apple", "Apple TV+", "Apple TV Plus", "Apple TV Store", "Apple iTunes", "iTunes", "AppleTV", "Apple TV Amazon Channel");
        Add("hbo_max", "HBO", "Max", "HBO Go", "HBO Max Amazon Channel", "Max Amazon Channel", "HBO Max (Via Hulu)");
        Add("disney_plus", "Disney", "Disney Plus", "Disney Plus Hotstar");
        Add("netflix", "Netflix Basic with Ads", "Netflix Standard with Ads", "Netflix Free");
        Add("paramount_plus", "Paramount", "Paramount Plus", "Paramount Plus Premium", "Paramount Plus Essential", "Paramount+ with Showtime", "Paramount Plus with Showtime");
        Add("peacock", "Peacock Premium", "Peacock Premium Plus");
        Add("discovery_plus", "Discovery", "Discovery Plus");
        Add("google_play", "Google Play", "Google Play Store", "Google TV");
        Add("fandango_at_home", "Vudu", "Fandango at Home Free", "VUDU Free");
        Add("microsoft_store", "Microsoft");
        Add("tubi", "Tubi TV");
        Add("youtube", "YouTube Premium", "YouTube Free");
        Add("now_tv", "NOW TV", "Now TV Cinema");
        Add("channel_4", "All 4", "Channel 4 Plus");
        Add("bbc_iplayer", "iPlayer", "BBC");
        Add("itvx", "ITV", "ITVX Premium", "ITV Hub");
        Add("criterion_channel", "Criterion", "Criterion Channel");
        Add("curiosity_stream", "Curiosity", "CuriosityStream");
        Add("amc_plus", "AMC Plus");
        Add("mgm_plus", "MGM Plus", "Epix");
        Add("canal_plus", "Canal", "Canal Plus", "Canal VOD");
        Add("sky_go", "Sky");
        Add("roku_channel", "Roku Channel");
        Add("plex", "Plex Channel", "Plex Player");
        Add("espn_plus", "ESPN Plus");
        return names.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string platform, params ReadOnlySpan<string> known)
        {
            foreach (var name in known)
            {
                names.TryAdd(Fold(name), platform);
            }
        }
    }

    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is '+') folded.Append("plus");
            else if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
