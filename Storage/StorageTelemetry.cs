using System.Diagnostics;

namespace MediaGateway.Storage;

/// <summary>The names under which storage can be seen from outside.</summary>
public static class StorageTelemetry
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "MediaGateway.Storage";

    /// <summary>The source of spans.</summary>
    internal static ActivitySource Spans { get; } = new(Name);
}
