using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>A collector that takes OTLP over HTTP (protobuf) on loopback and keeps what it was sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Every span.</summary>
    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>The names of the meters that sent anything.</summary>
    public ConcurrentDictionary<string, bool> Meters { get; } = new(StringComparer.Ordinal);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/traces", context => TakeAsync(context, receiver.KeepSpans));
        receiver._app.MapPost("/v1/metrics", context => TakeAsync(context, receiver.KeepMeters));
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task TakeAsync(HttpContext context, Action<ProtobufField> keep)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        keep(new ProtobufField(0, body.ToArray()));
    }

    // The numbers are those of opentelemetry-proto: ExportTraceServiceRequest.resource_spans = 1, ResourceSpans.scope_spans = 2,
    // ScopeSpans.scope = 1 (name = 1) and spans = 2; Span.trace_id = 1, span_id = 2, parent_span_id = 4, name = 5. Metrics nest alike.
    private void KeepSpans(ProtobufField request)
    {
        foreach (var scope in request.All(1).SelectMany(static resource => resource.All(2)))
        {
            var source = scope.All(1).Single().Text(1);
            foreach (var span in scope.All(2))
            {
                Spans.Enqueue(new Span(source, span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4)));
            }
        }
    }

    private void KeepMeters(ProtobufField request)
    {
        foreach (var scope in request.All(1).SelectMany(static resource => resource.All(2)))
        {
            Meters.TryAdd(scope.All(1).Single().Text(1), true);
        }
    }

    /// <summary>A span as it was sent.</summary>
    internal sealed record Span(string Source, string Name, string TraceId, string Id, string ParentId);

    /// <summary>A field of a protobuf message whose value is a message, a text or bytes.</summary>
    private sealed record ProtobufField(int Number, ReadOnlyMemory<byte> Value)
    {
        public IEnumerable<ProtobufField> All(int number) => Read(Value).Where(field => field.Number == number);

        public string Text(int number) => Encoding.UTF8.GetString(All(number).Single().Value.Span);

        public string Hex(int number) => string.Concat(All(number).Select(static field => Convert.ToHexStringLower(field.Value.Span)));

        private static List<ProtobufField> Read(ReadOnlyMemory<byte> message)
        {
            List<ProtobufField> fields = [];
            for (var at = 0; at < message.Length;)
            {
                var tag = Varint(message.Span, ref at);
                switch (tag & 7)
                {
                    case 0:
                        Varint(message.Span, ref at);
                        break;
                    case 1:
                        at += 8;
                        break;
                    case 2:
                        var length = (int)Varint(message.Span, ref at);
                        fields.Add(new ProtobufField((int)(tag >> 3), message.Slice(at, length)));
                        at += length;
                        break;
                    default:
                        at += 4;
                        break;
                }
            }

            return fields;
        }

        private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var next = bytes[at++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
