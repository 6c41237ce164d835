using MediaGateway.Cli;
using Spectre.Console;

return await GatewayCommandLine.Create(AnsiConsole.Console, GatewayConnection.CreateHandler).Parse(args).InvokeAsync();
