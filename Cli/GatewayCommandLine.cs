using System.CommandLine;
using MediaGateway.Cli.Catalogue;
using MediaGateway.Cli.Health;
using Spectre.Console;

namespace MediaGateway.Cli;

/// <summary>The command line <c>mediagateway</c>: a client of a running gateway.</summary>
public static class GatewayCommandLine
{
    /// <summary>All commands.</summary>
    /// <param name="console">Where they write to.</param>
    /// <param name="createHandler">How they reach the gateway.</param>
    public static RootCommand Create(IAnsiConsole console, Func<HttpMessageHandler> createHandler)
    {
        var catalogue = new Command("catalogue", "The catalogue of titles");
        catalogue.Subcommands.Add(ImportCommand.Create(console, createHandler));

        var root = new RootCommand("Operates a running Media Gateway.");
        root.Subcommands.Add(catalogue);
        root.Subcommands.Add(HealthCommand.Create(console, createHandler));
        return root;
    }
}
