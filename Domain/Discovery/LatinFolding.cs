namespace MediaGateway.Domain.Discovery;

/// <summary>
/// What a letter is without its marks. The table is our own because the process runs without ICU, and because search
/// wants more than Unicode's decomposition gives: ø, ł and đ have none, yet nobody types them.
/// </summary>
internal static class LatinFolding
{
    private const char AsItIs = '.';
    private const char Several = '+';
    private const char NotALetter = ' ';

    // One character for each code point: the bare letter, or one of the three signs above.
    private const string From00C0 =
        "aaaaaa+ceeeeiiiidnooooo ouuuuy++aaaaaa+ceeeeiiiidnooooo ouuuuy+y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii++jjkkklllllll" +
        "lllnnnnnn+nnoooooo++rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
        "bbbb..occd.dd.eeeffg...ikkl..nnooo++pp.....ttttuu.vyyzz........." +
        "....+++++++++aaiioouuuuuuuuuueaaaa++ggggkkoooo..j+++gg..nnaa++oo" +
        "aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj..accl.s" +
        "z..bu.eejj..rryy";

    private const string From1E00 =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwy+s..+.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>The bare form of a character, already in lower case where it is one character; empty where it is no letter or digit.</summary>
    /// <param name="character">A character outside ASCII.</param>
    /// <param name="single">The bare form when it is one character; '\0' when it is several or none.</param>
    /// <returns>The bare form when it is several characters; empty when it is one or none.</returns>
    public static string Fold(char character, out char single)
    {
        character = char.ToLowerInvariant(character);
        var entry = character switch
        {
            >= '\u00C0' and <= '\u024F' => From00C0[character - '\u00C0'],
            >= '\u1E00' and <= '\u1EFF' => From1E00[character - '\u1E00'],
            _ => AsItIs,
        };
        single = entry switch
        {
            AsItIs => FoldOther(character),
            Several or NotALetter => '\0',
            _ => entry,
        };
        return entry == Several || single == '\0' ? FoldToSeveral(character) : "";
    }

    private static char FoldOther(char character) => character switch
    {
        // Full-width forms of ASCII.
        >= '\uFF01' and <= '\uFF5E' => FoldAscii((char)(character - 0xFEE0)),
        >= '\uFB00' and <= '\uFB06' => '\0',
        '\u00B9' => '1',
        '\u00B2' => '2',
        '\u00B3' => '3',
        '\u00AA' => 'a',
        '\u00BA' => 'o',
        >= '\u0370' and <= '\u03FF' => FoldGreek(character),
        >= '\u1F00' and <= '\u1FFF' => FoldPolytonicGreek(character),
        >= '\u0400' and <= '\u045F' => FoldCyrillic(character),
        _ => char.IsLetterOrDigit(character) ? character : '\0',
    };

    private static char FoldAscii(char character) => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '\0';

    private static char FoldPolytonicGreek(char letter) => letter switch
    {
        '\u1FE4' or '\u1FE5' or '\u1FEC' => 'ρ',
        '\u1FF8' or '\u1FF9' => 'ο',
        _ when !char.IsLetter(letter) => '\0',
        < '\u1F70' => "αεηιουω"[(letter - '\u1F00') >> 4],
        < '\u1F80' => "ααεεηηιιοουυωω"[Math.Min(letter - '\u1F70', 13)],
        _ => "αηωαηιυω"[(letter - '\u1F80') >> 4],
    };

    private static char FoldGreek(char letter) => letter switch
    {
        'ά' => 'α',
        'έ' or 'ϵ' => 'ε',
        'ή' => 'η',
        'ί' or 'ϊ' or 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' or 'ϋ' or 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' or 'ϲ' => 'σ',
        _ => char.IsLetterOrDigit(letter) ? letter : '\0',
    };

    private static char FoldCyrillic(char letter) => letter switch
    {
        'ё' or 'ѐ' => 'е',
        'ѓ' => 'г',
        'ќ' => 'к',
        'ѝ' => 'и',
        _ => letter,
    };

    private static string FoldToSeveral(char character) => character switch
    {
        'æ' or 'ǣ' or 'ǽ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ĳ' => "ij",
        'ŉ' => "n",
        'ƣ' => "oi",
        'ǆ' or 'ǳ' => "dz",
        'ǉ' => "lj",
        'ǌ' => "nj",
        'ẚ' => "a",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' or 'ﬆ' => "st",
        _ => "",
    };
}
