using MediaGateway.ApiFrontend;
using MediaGateway.Silo;
using MediaGateway.Silo.Runtime;
using MediaGateway.Storage.Connections;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Options;

var stopping = CancellationToken.None;
try
{
    // The settings that ship with the program lie beside it, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.AddCommandLine(args, new Dictionary<string, string>(GatewayOptions.Switches));
    var options = GatewayOptions.From(builder.Configuration);
    if (options.Secrets is { Length: > 0 } secrets) builder.Configuration.AddKeyPerFile(Path.GetFullPath(secrets), optional: false);

    builder.AddConsoleLogging();
    builder.AddGrainRuntime(options);
    builder.AddRooms(options);

    var app = builder.Build();
    stopping = app.Lifetime.ApplicationStopping;
    app.UseApiFrontend();
    app.MapRole(options);
    app.GreetWhenStarted(options);
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Told to stop before it had started.
    return 0;
}
catch (OptionsValidationException faults)
{
    foreach (var fault in faults.Failures)
    {
        await Console.Error.WriteLineAsync($"configuration: {fault}");
    }

    return 2;
}
catch (Exception refusal) when (refusal is ServerStartException or DatabaseRefusedException or DatabaseAbsentException)
{
    await Console.Error.WriteLineAsync($"database: {refusal.Message}");
    return 1;
}
