namespace MediaGateway.Cli.Catalogue;

/// <summary>What is imported: a file or standard input, and whether it is gzipped, told by its first bytes.</summary>
internal sealed class ImportInput : IAsyncDisposable
{
    private readonly Stream _stream;

    private ImportInput(Stream stream, string name, byte[] head)
    {
        _stream = stream;
        Name = name;
        Head = head;
    }

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>Its first bytes, at most two; the rest follows by <see cref="ReadAsync"/>.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>How long it is; null where that cannot be known.</summary>
    public long? Length => _stream.CanSeek ? _stream.Length : null;

    /// <summary>Whether it begins as gzip does (RFC 1952).</summary>
    public bool IsGzip => Head.Span is [0x1F, 0x8B];

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    public static async Task<ImportInput> OpenAsync(string file, CancellationToken cancellationToken)
    {
        var stream = file == "-"
            ? Console.OpenStandardInput()
            : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            var head = new byte[2];
            var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            return new ImportInput(stream, file == "-" ? "standard input" : Path.GetFileName(file), head[..length]);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads what follows the head.</summary>
    /// <exception cref="FileReadException">The file cannot be read further.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _stream.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException fault)
        {
            throw new FileReadException($"{Name} cannot be read: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}

/// <summary>A file could not be read to its end; told apart from a connection that broke.</summary>
internal sealed class FileReadException(string message, Exception innerException) : Exception(message, innerException);
