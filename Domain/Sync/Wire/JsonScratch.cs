using System.Buffers;
using System.Text.Json;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>Writes one small JSON value and has something made of its bytes.</summary>
/// <remarks>
/// Every operation is written twice on its way into the log, once for its fingerprint and once for its row. A writer and a
/// buffer of its own for each would weigh several times what they write, so a thread keeps its pair for the next value. A
/// buffer that a large value has made large is let go.
/// </remarks>
internal static class JsonScratch
{
    private const int UsualBytes = 512;
    private const int MostKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _kept;

    /// <summary>What <paramref name="read"/> makes of what <paramref name="write"/> has written of <paramref name="value"/>.</summary>
    public static TResult Write<TValue, TResult>(TValue value, Action<Utf8JsonWriter, TValue> write, Func<ReadOnlySpan<byte>, TResult> read)
    {
        var (buffer, writer) = _kept ?? Make();
        // Not put back after a failure: what it holds then is half a value.
        _kept = null;
        write(writer, value);
        writer.Flush();
        var result = read(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
        writer.Reset();
        _kept = buffer.Capacity <= MostKeptBytes ? (buffer, writer) : null;
        return result;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Make()
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        return (buffer, new Utf8JsonWriter(buffer, WireJson.WriterOptions));
    }
}
