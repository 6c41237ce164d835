using System.IO.Compression;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>
/// Unpacks gzip and notices when it ends too early, which <see cref="GZipStream"/> takes for its end. Behind the last
/// byte of the body a member of our own is put (RFC 1952 allows several) that unpacks to empty lines: they come out only
/// if everything before them was whole, and an import leaves empty lines out.
/// </summary>
/// <remarks>Reads only, and only asynchronously. Does not dispose the body.</remarks>
internal sealed class SealedGzipStream : Stream
{
    // More than a file could end with by chance; they are packed into a few bytes.
    private const int SealLines = 1024;
    private const byte LineFeed = (byte)'\n';

    private static readonly byte[] Seal = Pack();

    private readonly GZipStream _plain;
    private int _lineFeedsAtEnd;

    public SealedGzipStream(Stream body) => _plain = new GZipStream(new Followed(body), CompressionMode.Decompress);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The body is not gzip, is damaged, or ends too early.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await _plain.ReadAsync(buffer, cancellationToken);
        if (length == 0 && buffer.Length > 0 && _lineFeedsAtEnd < SealLines)
        {
            throw new InvalidDataException("The gzip ends too early.");
        }

        var last = buffer.Span[..length].LastIndexOfAnyExcept(LineFeed);
        _lineFeedsAtEnd = last < 0 ? Math.Min(SealLines, _lineFeedsAtEnd + length) : Math.Min(SealLines, length - 1 - last);
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _plain.DisposeAsync();
        await base.DisposeAsync();
    }

    private static byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Enumerable.Repeat(LineFeed, SealLines).ToArray());
        }

        return packed.ToArray();
    }

    /// <summary>The body, and the seal behind it.</summary>
    private sealed class Followed(Stream body) : Stream
    {
        private int _sealed = -1;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_sealed < 0)
            {
                var length = await body.ReadAsync(buffer, cancellationToken);
                if (length > 0 || buffer.Length == 0)
                {
                    return length;
                }

                _sealed = 0;
            }

            var rest = Seal.AsMemory(_sealed);
            var part = rest[..Math.Min(rest.Length, buffer.Length)];
            part.CopyTo(buffer);
            _sealed += part.Length;
            return part.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
