namespace MediaGateway.Domain.Discovery;

/// <summary>A query taken apart: the words that a match must have, and what the whole query looks like as a title.</summary>
internal sealed class QueryWords
{
    /// <summary>Words beyond these neither find nor exclude anything.</summary>
    public const int MostWords = 16;

    private const int FirstYear = 1880;
    private const int LastYear = 2060;
    private const int YearDigits = 4;
    private const int ShortestForTwoSlips = 8;
    private const int ShortestForOneSlip = 4;
    private const int ShortestForTwoSlipsInNeed = 5;
    private const int ShortestForOneSlipInNeed = 3;

    private readonly byte[][] _words;
    private readonly byte[]?[] _pairs;

    private QueryWords(TokenBuffer tokens, bool endsInsideWord)
    {
        var required = new List<int>();
        for (var i = 0; i < tokens.Count; i++)
            if (!WordLists.IsOptional(tokens[i])) required.Add(i);
        if (required.Count == 0) required.AddRange(Enumerable.Range(0, tokens.Count));
        LastMayBePrefix = endsInsideWord && required.Count is > 0 and <= MostWords && required[^1] == tokens.Count - 1;
        if (required.Count > MostWords) required.RemoveRange(MostWords, required.Count - MostWords);

        _words = [.. required.Select(place => tokens[place].ToArray())];
        _pairs = new byte[]?[_words.Length];
        for (var i = 0; i + 1 < _words.Length; i++) _pairs[i] = [.. _words[i], .. _words[i + 1]];
        YearWord = Array.FindLastIndex(_words, word => YearOf(word) != 0);
        Year = YearWord < 0 ? (short)0 : YearOf(_words[YearWord]);

        var skip = YearWord < 0 ? TitleKeys.SkipNothing : required[YearWord];
        Key = KeyOf(tokens, withoutOptional: false, TitleKeys.SkipNothing);
        BareKey = KeyOf(tokens, withoutOptional: true, TitleKeys.SkipNothing);
        KeyWithoutYear = KeyOf(tokens, withoutOptional: false, skip);
        BareKeyWithoutYear = KeyOf(tokens, withoutOptional: true, skip);
    }

    /// <summary>How many words a match must have.</summary>
    public int Count => _words.Length;

    /// <summary>Whether the last word may be the beginning of one.</summary>
    public bool LastMayBePrefix { get; }

    /// <summary>Which word is a year; -1 when none is.</summary>
    public int YearWord { get; }

    /// <summary>That year.</summary>
    public short Year { get; }

    /// <summary>The query as the key of a title.</summary>
    public byte[] Key { get; }

    /// <summary>The same without articles.</summary>
    public byte[] BareKey { get; }

    /// <summary>The query without its year as the key of a title.</summary>
    public byte[] KeyWithoutYear { get; }

    /// <summary>The same without articles.</summary>
    public byte[] BareKeyWithoutYear { get; }

    /// <summary>A word.</summary>
    public ReadOnlySpan<byte> this[int word] => _words[word];

    /// <summary>A word and the next one, written as one; empty for the last.</summary>
    public ReadOnlySpan<byte> Pair(int first) => _pairs[first];

    /// <summary>Takes a text apart.</summary>
    public static QueryWords Of(string text)
    {
        var tokens = new TokenBuffer();
        Tokenizer.Tokenize(text, tokens);
        return new QueryWords(tokens, text.Length > 0 && !char.IsWhiteSpace(text[^1]));
    }

    /// <summary>How many slips of the finger are forgiven in a word, by its length. Numbers are meant as they are typed.</summary>
    public static int SlipsForgiven(ReadOnlySpan<byte> word) => word.Length switch
    {
        < ShortestForOneSlip => 0,
        < ShortestForTwoSlips => 1,
        _ => 2,
    };

    /// <summary>How many are forgiven when nothing is found otherwise.</summary>
    public static int SlipsForgivenInNeed(ReadOnlySpan<byte> word) => word.Length switch
    {
        < ShortestForOneSlipInNeed => 0,
        < ShortestForTwoSlipsInNeed => 1,
        _ => 2,
    };

    private static short YearOf(ReadOnlySpan<byte> word) =>
        word.Length == YearDigits && short.TryParse(word, System.Globalization.NumberStyles.None, null, out var year) && year is >= FirstYear and <= LastYear ? year : (short)0;

    private static byte[] KeyOf(TokenBuffer tokens, bool withoutOptional, int skip)
    {
        Span<byte> key = stackalloc byte[TitleKeys.MaxBytes];
        return key[..TitleKeys.Write(tokens, withoutOptional, skip, key)].ToArray();
    }
}
