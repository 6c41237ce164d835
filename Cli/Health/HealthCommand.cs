using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using Spectre.Console;

namespace MediaGateway.Cli.Health;

/// <summary><c>mediagateway health</c></summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(IAnsiConsole console, Func<HttpMessageHandler> createHandler)
    {
        var url = GatewayConnection.UrlOption();
        var command = new Command("health", "Shows how the gateway and its parts are.") { Options = { url } };
        command.SetAction((parsed, cancellationToken) => RunAsync(console, createHandler, parsed.GetRequiredValue(url), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IAnsiConsole console, Func<HttpMessageHandler> createHandler, Uri url, CancellationToken cancellationToken)
    {
        using var client = GatewayConnection.CreateClient(url, createHandler);
        client.Timeout = Patience;
        try
        {
            using var response = await client.GetAsync(new Uri("health", UriKind.Relative), cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var health = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return Show(console, health.RootElement);
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException)
        {
            console.MarkupLineInterpolated($"[red]{url} cannot be reached: {fault.Message}[/]");
            return ExitCode.Unreachable;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            console.MarkupLineInterpolated($"[red]{url} did not answer within {Patience.TotalSeconds} s.[/]");
            return ExitCode.Unreachable;
        }
        catch (JsonException)
        {
            console.MarkupLineInterpolated($"[red]{url} answered with something that is not a health report. Is it a Media Gateway?[/]");
            return ExitCode.Refused;
        }
    }

    private static int Show(IAnsiConsole console, JsonElement health)
    {
        var status = StatusOf(health);
        console.MarkupLineInterpolated($"[bold]{status}[/]");
        if (health.ValueKind == JsonValueKind.Object && health.TryGetProperty("services", out var services) && services.ValueKind == JsonValueKind.Object)
        {
            foreach (var service in services.EnumerateObject())
            {
                console.MarkupLineInterpolated($"  {service.Name}: {StatusOf(service.Value)}");
            }
        }

        return status == "healthy" ? ExitCode.Done : ExitCode.Partly;
    }

    private static string StatusOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String
            ? status.GetString()!
            : "unknown";
}
