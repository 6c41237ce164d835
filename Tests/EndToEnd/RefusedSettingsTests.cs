using System.Diagnostics;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>Settings with which the real process must not start.</summary>
public sealed class RefusedSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-refused-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("silo")]
    [InlineData("frontend")]
    [InlineData("king")]
    public async Task A_role_that_the_process_cannot_have_as_it_is_told_ends_it(string role)
    {
        var (code, errors) = await RunAsync("--role", role);
        Assert.Equal(2, code);
        Assert.Contains("configuration: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_read_from_files_and_checked()
    {
        var secrets = Directory.CreateDirectory(Path.Combine(_folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Security__AdminToken"), "not a token");
        var (code, errors) = await RunAsync("--Gateway:Secrets", secrets);
        Assert.Equal(2, code);
        Assert.Contains("Security:AdminToken", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not a token", errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "MediaGateway.Silo.dll"), "--port", $"{GatewayProcess.FreePort()}", "--data", Path.Combine(_folder, "data"), .. arguments];
        foreach (var argument in all) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, errors);
    }
}
