using System.Text.Json.Nodes;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.Http;
using MediaGateway.Replay;

namespace MediaGateway.Tests.Http.Replay;

/// <summary>Calls to a replay server through what the gateway calls upstreams with.</summary>
internal static class ReplayCalls
{
    /// <summary>When every answer is read.</summary>
    public static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks a source a question by its protocol.</summary>
    public static async Task<SourceReply> AskAsync(this ReplayServer server, IUpstreamProtocol protocol, SourceQuery query)
    {
        Assert.True(protocol.CanAnswer(query));
        using var request = protocol.RequestFor(query, "k3y");
        return protocol.Read(query, await server.SendAsync(protocol.SourceId, request), At);
    }

    /// <summary>Sends a request to a source.</summary>
    public static async Task<UpstreamReply> SendAsync(this ReplayServer server, string source, HttpRequestMessage request, TimeProvider? time = null, TimeSpan? timeout = null)
    {
        using var client = new HttpClient { BaseAddress = server.AddressOf(source) };
        return await new UpstreamHttp(client, time ?? TimeProvider.System).SendAsync(request, timeout ?? Patience, CancellationToken.None);
    }

    /// <summary>What the server knows of a source, as its files have it.</summary>
    public static IReadOnlyList<JsonObject> PayloadsOf(string source, string name)
    {
        using var file = typeof(ReplayServer).Assembly.GetManifestResourceStream($"Payloads/{source}/{name}.json")!;
        return [.. JsonNode.Parse(file)!.AsArray().Select(entry => entry!.AsObject())];
    }
}
