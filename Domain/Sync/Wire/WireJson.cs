using System.Text.Encodings.Web;
using System.Text.Json;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>How the JSON of operations and effects is written.</summary>
public static class WireJson
{
    /// <summary>Compact; escapes only what JSON itself requires, since nothing of it is put into a page unescaped.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
