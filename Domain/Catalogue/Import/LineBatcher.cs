namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// Cuts a stream of bytes into lines and hands them out in batches, in constant memory: one batch and one line at most.
/// Bytes of a line beyond the limit are dropped as they come; the line is still counted and reported.
/// </summary>
/// <remarks>Not thread safe. Call <see cref="Append"/> until it has taken everything, emptying it with <see cref="TryTake"/> in between.</remarks>
public sealed class LineBatcher
{
    /// <summary>A batch is handed out when it has this many bytes,</summary>
    public const int BatchBytes = 512 * 1024;

    /// <summary>or this many lines.</summary>
    public const int BatchLines = 2_000;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private byte[] _buffer = [];
    private int _length;
    private int _lineStart;
    private bool _dropping;
    private long _number;
    private List<LinePlace> _lines = [];

    private bool IsFull => _lines.Count >= BatchLines || _lineStart >= BatchBytes;

    /// <summary>Takes bytes up to the end of a full batch.</summary>
    /// <returns>How many were taken: fewer than given when a batch is ready to be taken first.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && !IsFull)
        {
            var rest = bytes[taken..];
            var end = rest.IndexOf(LineFeed);
            Keep(end < 0 ? rest : rest[..end]);
            taken += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
            {
                EndLine();
            }
        }

        return taken;
    }

    /// <summary>The batch, when it is full.</summary>
    public LineBatch? TryTake() => IsFull ? Take() : null;

    /// <summary>What is left at the end of the stream, a last line without an end included; null when there is nothing.</summary>
    public LineBatch? Finish()
    {
        if (_dropping || _length > _lineStart)
        {
            EndLine();
        }

        return _lines.Count > 0 ? Take() : null;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        // One byte more than the limit, so that the carriage return of a line that just fits is no fault.
        if (_dropping || _length - _lineStart + part.Length > LineParser.MaxLineBytes + 1)
        {
            _dropping = true;
            _length = _lineStart;
            return;
        }

        if (_length + part.Length > _buffer.Length)
        {
            var size = Math.Max(BatchBytes + BatchBytes / 4, _length + part.Length);
            Array.Resize(ref _buffer, Math.Max(size, Math.Min(_buffer.Length * 2, BatchBytes + LineParser.MaxLineBytes + 1)));
        }

        part.CopyTo(_buffer.AsSpan(_length));
        _length += part.Length;
    }

    private void EndLine()
    {
        _number++;
        var line = _buffer.AsSpan(_lineStart, _length - _lineStart);
        if (line.Length > 0 && line[^1] == CarriageReturn)
        {
            line = line[..^1];
        }

        var offset = _lineStart;
        if (_number == 1 && line.StartsWith("\uFEFF"u8))
        {
            offset += 3;
            line = line[3..];
        }

        if (_dropping || line.Length > LineParser.MaxLineBytes)
        {
            _lines.Add(new LinePlace(_number, _lineStart, -1));
            _length = _lineStart;
        }
        else if (line.ContainsAnyExcept((byte)' ', (byte)'\t'))
        {
            _lines.Add(new LinePlace(_number, offset, line.Length));
        }

        _dropping = false;
        _lineStart = _length;
    }

    private LineBatch Take()
    {
        var batch = new LineBatch(_buffer.AsMemory(0, _lineStart), _lines.ToArray());
        _buffer = [];
        _length = 0;
        _lineStart = 0;
        _lines = [];
        return batch;
    }
}
