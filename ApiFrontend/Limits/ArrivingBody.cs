namespace MediaGateway.ApiFrontend.Limits;

/// <summary>The body of a request, which says when all of it has arrived.</summary>
internal sealed class ArrivingBody(Stream body, Action arrived) : Stream
{
    private bool _hasArrived;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Watch(await body.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Watch(await body.ReadAsync(buffer.AsMemory(offset, count), cancellationToken), count);

    public override int Read(byte[] buffer, int offset, int count) => Watch(body.Read(buffer, offset, count), count);

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Watch(int read, int asked)
    {
        if (read > 0 || asked == 0 || _hasArrived) return read;
        _hasArrived = true;
        arrived();
        return read;
    }
}
