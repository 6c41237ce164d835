using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>
/// The words of one text, folded, as UTF-8 in one reused buffer: no string is made for a word. Not safe for use by two threads.
/// </summary>
internal sealed class TokenBuffer
{
    private const int InitialBytes = 1024;
    private const int InitialTokens = 128;

    private byte[] _bytes = new byte[InitialBytes];
    private int[] _ends = new int[InitialTokens];
    private int _length;

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>The folded bytes of a word.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>All words without anything between them.</summary>
    public ReadOnlySpan<byte> Joined => _bytes.AsSpan(0, Count == 0 ? 0 : _ends[Count - 1]);

    /// <summary>Two neighbours without anything between them.</summary>
    public ReadOnlySpan<byte> Pair(int first)
    {
        var start = first == 0 ? 0 : _ends[first - 1];
        return _bytes.AsSpan(start, _ends[first + 1] - start);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Count = 0;
        _length = 0;
    }

    /// <summary>Adds a character to the word under way.</summary>
    public void Append(char character)
    {
        Span<byte> encoded = stackalloc byte[4];
        if (character < 0x80)
        {
            Reserve(1);
            _bytes[_length++] = (byte)character;
            return;
        }

        AppendBytes(encoded[..new Rune(character).EncodeToUtf8(encoded)]);
    }

    /// <summary>Adds a code point to the word under way.</summary>
    public void Append(Rune rune)
    {
        Span<byte> encoded = stackalloc byte[4];
        AppendBytes(encoded[..rune.EncodeToUtf8(encoded)]);
    }

    /// <summary>Adds a whole word.</summary>
    public void AddToken(ReadOnlySpan<byte> token)
    {
        EndToken();
        AppendBytes(token);
        EndToken();
    }

    /// <summary>Ends the word under way; nothing happens when there is none.</summary>
    public void EndToken()
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        if (_length == start) return;
        if (Count == _ends.Length) Array.Resize(ref _ends, _ends.Length * 2);
        _ends[Count++] = _length;
    }

    /// <summary>Takes back the end of the last word, so that what follows continues it.</summary>
    public void ReopenLast() => Count--;

    private void AppendBytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
