using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MediaGateway.Cli;
using Spectre.Console;

namespace MediaGateway.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("media-gateway-cli-");
    private readonly StringWriter _shown = new();
    private readonly GatewayInMemory _gateway = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _gateway.Dispose();
    }

    [Fact]
    public async Task An_import_sends_the_file_as_it_is_and_shows_totals_and_problems()
    {
        _gateway.Answer = """{"read":3,"created":1,"updated":0,"unchanged":0,"merged":1,"rejected":1,"problems":[{"line":2,"reason":"title is missing"}],"problems_total":7,"duration_ms":1500}""";
        var code = await RunAsync("catalogue", "import", Write("titles.ndjson", "{}\n{}\n{}"u8), "--token-file", Write("token", "secret\n"u8), "--source", "wikipedia");
        Assert.Equal(ExitCode.Partly, code);
        Assert.Equal(("POST", "http://127.0.0.1:8080/api/v1/admin/catalogue/import?source=wikipedia", "Bearer secret", "application/x-ndjson", "", "{}\n{}\n{}"),
            (_gateway.Method, _gateway.Address, _gateway.Authorization, _gateway.MediaType, _gateway.Encoding, Encoding.UTF8.GetString(_gateway.Body)));
        Assert.Contains("1.50 s", _shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 2: title is missing", _shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("6 more problems", _shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzipped_file_is_known_by_its_first_bytes_and_sent_packed()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write("{}"u8);
        _gateway.Answer = """{"read":1,"created":1,"updated":0,"unchanged":0,"merged":0,"rejected":0,"problems":[],"problems_total":0,"duration_ms":1}""";
        var code = await RunAsync("catalogue", "import", Write("titles", packed.ToArray()), "--token-file", Write("token", "secret"u8));
        Assert.Equal((ExitCode.Done, "gzip", packed.Length), (code, _gateway.Encoding, _gateway.Body.Length));
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_gateways_words()
    {
        _gateway.Status = HttpStatusCode.Forbidden;
        _gateway.Answer = """{"message":"The caller's role does not allow this.","trace_id":"abc"}""";
        var code = await RunAsync("catalogue", "import", Write("t", "{}"u8), "--token-file", Write("token", "secret"u8));
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("The caller's role does not allow this. (403, trace abc)", _shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _shown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, "no admin token")]
    [InlineData(false, true, "Could not find")]
    public async Task A_missing_file_is_named(bool file, bool token, string said)
    {
        var code = await RunAsync("catalogue", "import", file ? Write("t", "{}"u8) : "missing.ndjson", "--token-file", token ? Write("token", "secret"u8) : "missing-token");
        Assert.Equal(ExitCode.Unusable, code);
        Assert.Contains(said, _shown.ToString(), StringComparison.Ordinal);
        Assert.Null(_gateway.Address);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gateway_that_is_not_there_is_told_apart(bool isCutAsItIsReached)
    {
        _gateway.Absence = isCutAsItIsReached ? new SocketException((int)SocketError.NotConnected) : new HttpRequestException("Connection refused");
        Assert.Equal(ExitCode.Unreachable, await RunAsync("health"));
        Assert.Equal(ExitCode.Unreachable, await RunAsync("catalogue", "import", Write("t", "{}"u8), "--token-file", Write("token", "secret"u8)));
    }

    [Theory]
    [InlineData("""{"status":"healthy","services":{"storage":{"status":"healthy"}}}""", ExitCode.Done)]
    [InlineData("""{"status":"degraded","services":{"storage":{"status":"unhealthy"}}}""", ExitCode.Partly)]
    [InlineData("<html>", ExitCode.Refused)]
    public async Task Health_is_shown_and_told_by_the_exit_code(string answer, int code)
    {
        _gateway.Answer = answer;
        Assert.Equal(code, await RunAsync("health", "--url", "http://gateway.example:81"));
        Assert.Equal("http://gateway.example:81/health", _gateway.Address);
    }

    private async Task<int> RunAsync(params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_shown), Ansi = AnsiSupport.No });
        console.Profile.Width = 400;
        return await GatewayCommandLine.Create(console, () => _gateway).Parse(arguments).InvokeAsync();
    }

    private string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes.ToArray());
        return path;
    }

    /// <summary>Remembers what it was sent and answers what it is told to.</summary>
    private sealed class GatewayInMemory : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;
        public string Answer { get; set; } = "";
        public Exception? Absence { get; set; }
        public string? Method { get; private set; }
        public string? Address { get; private set; }
        public string? Authorization { get; private set; }
        public string? MediaType { get; private set; }
        public string? Encoding { get; private set; }
        public byte[] Body { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Absence is not null) throw Absence;
            (Method, Address, Authorization) = (request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString());
            if (request.Content is { } content)
            {
                (MediaType, Encoding) = (content.Headers.ContentType?.MediaType, string.Join(',', content.Headers.ContentEncoding));
                Body = await content.ReadAsByteArrayAsync(cancellationToken);
            }

            return new HttpResponseMessage(Status) { Content = new StringContent(Answer) };
        }
    }
}
