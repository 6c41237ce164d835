using MediaGateway.Cli;
using Spectre.Console;

var command = GatewayCommandLine.Create(AnsiConsole.Console, GatewayConnection.CreateHandler).Parse(args);
var code = await command.InvokeAsync();
return command.Errors.Count > 0 ? ExitCode.Unusable : code;
