using System.Net;
using System.Net.Http.Headers;

namespace MediaGateway.Cli.Catalogue;

/// <summary>The body of an import: the input as it is, gzipped or not, in chunks, telling how far it is.</summary>
internal sealed class ImportContent : HttpContent
{
    private const int ChunkBytes = 64 * 1024;
    private readonly ImportInput _input;
    private readonly Action<long> _report;

    public ImportContent(ImportInput input, Action<long> report)
    {
        _input = input;
        _report = report;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (input.IsGzip)
        {
            Headers.ContentEncoding.Add("gzip");
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_input.Head, cancellationToken);
        var buffer = new byte[ChunkBytes];
        long sent = _input.Head.Length;
        for (int read; (read = await _input.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            sent += read;
            _report(sent);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
