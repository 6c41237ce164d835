using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>
/// Sends the lines of one import to its writer, one batch after the other: while one is written the next is read and
/// unpacked, and no more than these two are held.
/// </summary>
internal sealed class ImportSender(ICatalogueImportGrain writer, string source)
{
    private const int ReadBytes = 64 * 1024;

    private readonly string _id = Guid.CreateVersion7().ToString();
    private readonly LineBatcher _batcher = new();
    private Task _underWay = Task.CompletedTask;

    /// <summary>What the lines that were taken so far did.</summary>
    public ImportTotals Totals { get; private set; } = new();

    /// <summary>Sends everything in the body; completes when all of it is durable.</summary>
    public async Task SendAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[ReadBytes];
            int length;
            while ((length = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                for (var taken = 0; taken < length;)
                {
                    taken += _batcher.Append(buffer.AsSpan(taken, length - taken));
                    await SendAsync(_batcher.TryTake(), cancellationToken);
                }
            }

            await SendAsync(_batcher.Finish(), cancellationToken);
        }
        finally
        {
            // Also when the body fails: what was sent is counted before the answer says how much that was.
            await _underWay;
        }
    }

    /// <summary>Tells the writer that nothing more comes.</summary>
    /// <remarks>Not cancelled with the request: a client that left must not keep the import open.</remarks>
    public Task FinishAsync() => writer.FinishAsync(_id, CancellationToken.None);

    private async Task SendAsync(LineBatch? lines, CancellationToken cancellationToken)
    {
        if (lines is not null)
        {
            await _underWay;
            _underWay = CountAsync(new ImportBatch(_id, source, lines), cancellationToken);
        }
    }

    private async Task CountAsync(ImportBatch batch, CancellationToken cancellationToken) =>
        Totals = Totals.Plus(await writer.ImportAsync(batch, cancellationToken));
}
