using System.Threading.Channels;

namespace MediaGateway.Benchmarks.Runtime;

/// <summary>
/// The actor that one writes by hand: a bounded channel, one reader, a task for each answer. No time-outs, no filters, no
/// activation, no copies.
/// </summary>
internal sealed class ChannelActor : IAsyncDisposable
{
    private const int Capacity = 10_000;

    private readonly Channel<Request> _inbox = Channel.CreateBounded<Request>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Task _reader;
    private long _sum;

    public ChannelActor() => _reader = Task.Run(ReadAsync);

    public async Task<long> AddAsync(long number)
    {
        var request = new Request(number);
        await _inbox.Writer.WriteAsync(request);
        return await request.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _inbox.Writer.Complete();
        await _reader;
    }

    private async Task ReadAsync()
    {
        await foreach (var request in _inbox.Reader.ReadAllAsync())
        {
            request.SetResult(_sum += request.Number);
        }
    }

    private sealed class Request(long number) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Number { get; } = number;
    }
}
