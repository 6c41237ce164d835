using System.Net;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>What the real process tells a collector.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_change_is_one_trace_from_the_request_to_the_commit_and_every_room_has_metrics()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        string traceId;
        await using (var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        }))
        {
            using var ada = await Person.RegisterAsync(gateway);
            var title = (await ada.SomeTitlesAsync(1))[0];
            using var answer = await ada.PutOnListAsync(title);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            traceId = answer.Headers.GetValues("X-Trace-Id").Single();
            // A clean stop sends what is left.
            Assert.Equal(0, await gateway.TerminateAsync());
        }

        var trace = collector.Spans.Where(span => span.TraceId == traceId).ToArray();
        var commit = Assert.Single(trace, span => span is { Source: "MediaGateway.Storage", Name: "journal commit" });
        // Orleans has two spans for a call, one on each side of it.
        var sources = WayUp(trace, commit).Select(span => span.Source).Distinct().ToArray();
        var embedded = typeof(Grain).Assembly.GetName().Name!.Contains("EmbeddedSilo", StringComparison.Ordinal);
        Assert.Equal(["MediaGateway.Storage", "MediaGateway.Users", embedded ? "EmbeddedSilo" : "Microsoft.Orleans.Application", "Microsoft.AspNetCore"], sources);
        string[] rooms = [embedded ? "EmbeddedSilo" : "Microsoft.Orleans", "MediaGateway.ApiFrontend", "MediaGateway.Discovery", "MediaGateway.Storage", "MediaGateway.Users"];
        Assert.Empty(rooms.Except(collector.Meters.Keys));
    }

    private static IEnumerable<OtlpReceiver.Span> WayUp(OtlpReceiver.Span[] trace, OtlpReceiver.Span from)
    {
        for (var span = from; span is not null; span = trace.SingleOrDefault(other => other.Id == span.ParentId))
        {
            yield return span;
        }
    }
}
