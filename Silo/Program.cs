using MediaGateway.ApiFrontend;
using MediaGateway.Silo;
using MediaGateway.Silo.Runtime;
using Microsoft.Extensions.Options;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Configuration.AddCommandLine(args, new Dictionary<string, string>(GatewayOptions.Switches));
    var options = GatewayOptions.From(builder.Configuration);

    builder.AddGrainRuntime();
    builder.AddRooms(options);

    var app = builder.Build();
    app.UseApiFrontend();
    app.MapApiFrontend();
    app.GreetWhenStarted(options);
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (OptionsValidationException faults)
{
    foreach (var fault in faults.Failures)
    {
        await Console.Error.WriteLineAsync($"configuration: {fault}");
    }

    return 2;
}
