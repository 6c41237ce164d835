using System.Numerics;
using System.Runtime.Intrinsics;

namespace MediaGateway.Domain.Discovery;

// Finding the words that are one or two slips away from what was typed.
//
// Comparing with every word costs some 100 ns each, 25 ms for the quarter of a million words of a catalogue of films.
// A BK-tree visits a large part of them all the same once two slips are allowed. Deleting letters on both sides and
// meeting in a hash table (SymSpell) is fast to ask, but holds thirty entries for a word and has to be made anew with
// each merge of segments. Walking an automaton through the sorted words branches widest where typing errs most: at the
// first letters.
//
// What is done here: each word has a signature, a bit for each letter that is in it. One slip adds at most one letter to
// the set and takes at most one away, whichever letter and wherever it is; a swap changes nothing. So a word can be
// within d slips only when neither signature has more than d bits that the other lacks. "More than d bits" needs no
// counting: clear the lowest set bit d times (x & (x - 1)), and see whether anything is left; that is plain bit
// arithmetic, for eight words at a time. The words are kept by length, so that only those within d of the typed length
// are looked at. What passes, about one word in a hundred, is measured exactly. Four bytes for the signature and
// four for the word's number, no structure to rebuild, twenty microseconds for a hundred thousand words.

/// <summary>The words of a segment by length, with the letters that are in them.</summary>
internal sealed class SpellingIndex
{
    private readonly TermDictionary _terms;
    private readonly int[] _numbers;
    private readonly uint[] _signatures;
    private readonly int[] _lengthStarts;

    /// <summary>Takes in the words with these numbers; words with letters outside ASCII and very long ones are left out.</summary>
    public SpellingIndex(TermDictionary terms, ReadOnlySpan<int> numbers)
    {
        _terms = terms;
        _lengthStarts = new int[EditDistance.LongestWord + 2];
        var taken = 0;
        foreach (var number in numbers)
        {
            if (!CanBeMisspelled(terms[number])) continue;
            _lengthStarts[terms[number].Length + 1]++;
            taken++;
        }

        for (var length = 1; length < _lengthStarts.Length; length++) _lengthStarts[length] += _lengthStarts[length - 1];
        _numbers = new int[taken];
        _signatures = new uint[taken];
        var next = (int[])_lengthStarts.Clone();
        foreach (var number in numbers)
        {
            var term = terms[number];
            if (!CanBeMisspelled(term)) continue;
            var place = next[term.Length]++;
            _numbers[place] = number;
            _signatures[place] = SignatureOf(term);
        }
    }

    /// <summary>What it takes in memory.</summary>
    public long Bytes => (long)_numbers.Length * (sizeof(int) + sizeof(uint));

    /// <summary>Adds the number and distance of each word at most <paramref name="limit"/> slips, and at least one, away.</summary>
    public void FindNear(ReadOnlySpan<byte> word, int limit, List<(int Term, int Distance)> found)
    {
        if (!CanBeMisspelled(word)) return;
        var first = _lengthStarts[Math.Max(word.Length - limit, 0)];
        var last = _lengthStarts[Math.Min(word.Length + limit + 1, _lengthStarts.Length - 1)];
        Scan(word, first, last, limit, wholeWords: true, found);
    }

    /// <summary>Adds each word of which the beginning is at most <paramref name="limit"/> slips away.</summary>
    public void FindNearPrefix(ReadOnlySpan<byte> word, int limit, List<(int Term, int Distance)> found)
    {
        if (!CanBeMisspelled(word)) return;
        var first = _lengthStarts[Math.Max(word.Length - limit, 0)];
        Scan(word, first, _numbers.Length, limit, wholeWords: false, found);
    }

    private void Scan(ReadOnlySpan<byte> word, int first, int last, int limit, bool wholeWords, List<(int Term, int Distance)> found)
    {
        var signature = Vector256.Create(SignatureOf(word));
        var signatures = _signatures.AsSpan(first, last - first);
        var place = 0;
        for (; place + Vector256<uint>.Count <= signatures.Length; place += Vector256<uint>.Count)
        {
            var others = Vector256.Create<uint>(signatures[place..]);
            var missing = Vector256.AndNot(signature, others);
            var extra = wholeWords ? Vector256.AndNot(others, signature) : Vector256<uint>.Zero;
            for (var i = 0; i < limit; i++)
            {
                missing &= missing - Vector256<uint>.One;
                extra &= extra - Vector256<uint>.One;
            }

            var near = Vector256.Equals(missing | extra, Vector256<uint>.Zero).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1) Measure(word, first + place + BitOperations.TrailingZeroCount(near), limit, wholeWords, found);
        }

        for (; place < signatures.Length; place++) Measure(word, first + place, limit, wholeWords, found);
    }

    private void Measure(ReadOnlySpan<byte> word, int place, int limit, bool wholeWords, List<(int Term, int Distance)> found)
    {
        var term = _terms[_numbers[place]];
        var distance = wholeWords ? EditDistance.Between(word, term, limit) : EditDistance.ToPrefix(word, term, limit);
        if (distance <= limit && distance > 0) found.Add((_numbers[place], distance));
    }

    private static bool CanBeMisspelled(ReadOnlySpan<byte> term) =>
        term.Length is > 1 and <= EditDistance.LongestWord && System.Text.Ascii.IsValid(term) && term[0] >= (byte)'0' && term.ContainsAnyInRange((byte)'a', (byte)'z');

    private static uint SignatureOf(ReadOnlySpan<byte> term)
    {
        var signature = 0u;
        foreach (var letter in term) signature |= 1u << (letter >= (byte)'a' ? letter - (byte)'a' : 26 + ((letter - (byte)'0') % 6));
        return signature;
    }
}
