using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Simulation;

namespace MediaGateway.Tests.Cluster.Sync;

/// <summary>A user as devices see them through one front end, over HTTP.</summary>
internal sealed class FrontendContact(HttpClient client) : IUserContact
{
    public async Task<ApplyAnswer> ApplyAsync(string deviceId, IReadOnlyList<Operation> operations)
    {
        var answer = await AskAsync(HttpMethod.Post, "/api/v1/sync/ops", Write(deviceId, operations));
        return new ApplyAnswer(
            CommitOutcome.Committed,
            [.. answer.Items("results").Select(ReadResult)],
            new SyncHead(answer.GetProperty("seq").GetInt64(), answer.Text("log_epoch")),
            default);
    }

    public async Task<SyncState> ReadStateAsync(SyncStateQuery query)
    {
        var since = query.After is { } after ? $"&since={after}" : "";
        var epoch = query.LogEpoch is { } known ? $"&log_epoch={Uri.EscapeDataString(known)}" : "";
        var answer = await AskAsync(HttpMethod.Get, $"/api/v1/sync/state?limit={query.Limit}{since}{epoch}");
        var isSnapshot = answer.TryGetProperty("snapshot", out var snapshot);
        return new SyncState(
            CommitOutcome.Committed,
            isSnapshot ? [] : [.. answer.Items("ops").Select(EffectJson.Read)],
            isSnapshot ? JsonSerializer.SerializeToUtf8Bytes(snapshot) : default(ReadOnlyMemory<byte>?),
            answer.GetProperty("seq").GetInt64(),
            answer.Text("log_epoch"),
            answer.GetProperty("more").GetBoolean());
    }

    public async Task<HistoryPart?> ReadPlaysAsync(string? after, int limit)
    {
        var cursor = after is null ? "" : $"&cursor={Uri.EscapeDataString(after)}";
        var answer = await AskAsync(HttpMethod.Get, $"/api/v1/history?limit={limit}{cursor}");
        return new HistoryPart(
            [.. answer.Items("items").Select(play => (play.Text("play_id"), Replica.PlayText(play.Text("content_id"), play.GetProperty("completed").GetBoolean())))],
            answer.GetProperty("next_cursor").GetString(),
            answer.GetProperty("seq").GetInt64());
    }

    public Task AcknowledgeAsync(string deviceId, long seq) =>
        AskAsync(HttpMethod.Post, "/api/v1/sync/ack", JsonSerializer.SerializeToUtf8Bytes(new { device_id = deviceId, seq }));

    private static byte[] Write(string deviceId, IReadOnlyList<Operation> operations)
    {
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
        {
            writer.WriteStartObject();
            writer.WriteString("device_id", deviceId);
            writer.WriteStartArray("ops");
            foreach (var operation in operations) OperationWriter.Write(writer, operation);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return written.ToArray();
    }

    private static OperationResult ReadResult(JsonElement result) => new(
        result.Text("op_id"),
        Enum.Parse<OperationStatus>(result.Text("status"), ignoreCase: true),
        result.Text("error") is { } error ? new OperationRefusal(error, result.Text("message")) : null);

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, byte[]? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout) throw new LostException();
        if (!answer.IsSuccessStatusCode) throw new InvariantException($"{method} {path} was answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (HttpRequestException failure)
        {
            throw new InvariantException($"{request.Method} {request.RequestUri} was not answered, although no front end was touched: {failure.Message}");
        }
    }
}
