using System.CommandLine;
using Spectre.Console;

namespace MediaGateway.Cli.Catalogue;

/// <summary><c>mediagateway catalogue import FILE</c></summary>
internal static class ImportCommand
{
    public static Command Create(IAnsiConsole console, Func<HttpMessageHandler> createHandler)
    {
        var file = new Argument<string>("FILE") { Description = "The file: one JSON object a line, plain or gzipped; - reads standard input." };
        var url = GatewayConnection.UrlOption();
        var token = new Option<string>("--token-file")
        {
            Description = "The file with the admin token.",
            DefaultValueFactory = _ => Path.Combine(".", "data", "admin-token"),
        };
        var source = new Option<string?>("--source") { Description = "Who says what is in the file (wikipedia). It stands in front of the ids it gives." };

        var command = new Command("import", "Imports titles. The same file again changes nothing; bad lines are reported and left out.")
        {
            Arguments = { file },
            Options = { url, token, source },
        };
        command.SetAction((parsed, cancellationToken) => new ImportRun(console, createHandler).RunAsync(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(url), parsed.GetRequiredValue(token), parsed.GetValue(source), cancellationToken));
        return command;
    }
}
