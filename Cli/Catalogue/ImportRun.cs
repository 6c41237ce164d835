using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Spectre.Console;

namespace MediaGateway.Cli.Catalogue;

/// <summary>One import: streams a file to the gateway and shows what became of it.</summary>
internal sealed class ImportRun(IAnsiConsole console, Func<HttpMessageHandler> createHandler)
{
    public async Task<int> RunAsync(string file, Uri url, string tokenFile, string? source, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(tokenFile))
            {
                return Fail(ExitCode.Unusable, $"There is no admin token at {tokenFile}. The gateway writes it to its data folder; name it with --token-file.");
            }

            var token = (await File.ReadAllTextAsync(tokenFile, cancellationToken)).Trim();
            await using var input = await ImportInput.OpenAsync(file, cancellationToken);
            return await SendAsync(input, url, token, source, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FileReadException)
        {
            return Fail(ExitCode.Unusable, fault.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException)
        {
            return Fail(ExitCode.Unreachable, $"{url} cannot be reached, or broke off: {fault.Message}");
        }
        catch (JsonException)
        {
            return Fail(ExitCode.Refused, $"{url} answered with something that is not an import's report. Is it a Media Gateway?");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(ExitCode.Interrupted, "Interrupted. What was taken so far is whole titles; the same file can be imported again.");
        }
    }

    private async Task<int> SendAsync(ImportInput input, Uri url, string token, string? source, CancellationToken cancellationToken)
    {
        using var client = GatewayConnection.CreateClient(url, createHandler);
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "api/v1/admin/catalogue/import" + (source is null ? "" : "?source=" + Uri.EscapeDataString(source)));
        // A refusal shall come before the file is sent, not after.
        request.Headers.ExpectContinue = true;
        if (!AuthenticationHeaderValue.TryParse("Bearer " + token, out var authorization))
        {
            return Fail(ExitCode.Unusable, "The token file does not hold a token.");
        }

        request.Headers.Authorization = authorization;
        using var response = await ImportProgress.ShowAsync(console, input, async report =>
        {
            request.Content = new ImportContent(input, report);
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        });
        if (!response.IsSuccessStatusCode)
        {
            return Fail(ExitCode.Refused, (await GatewayRefusal.ReadAsync(response, cancellationToken)).ToString());
        }

        var result = await response.Content.ReadFromJsonAsync(ImportReportJson.Default.ImportReport, cancellationToken)
            ?? throw new JsonException("The report is null.");
        ImportReportView.Show(console, result);
        return result.Rejected == 0 ? ExitCode.Done : ExitCode.Partly;
    }

    private int Fail(int code, string message)
    {
        console.MarkupLineInterpolated($"[red]{message}[/]");
        return code;
    }
}
