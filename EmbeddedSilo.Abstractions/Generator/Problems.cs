using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>The diagnostics there are.</summary>
internal static class Problems
{
    public const string ReturnType = "ESG001";
    public const string NotSerializable = "ESG002";
    public const string NotAccessible = "ESG003";
    public const string NotSupported = "ESG004";

    public static DiagnosticDescriptor Of(string id) => id switch
    {
        ReturnType => s_returnType,
        NotSerializable => s_notSerializable,
        NotAccessible => s_notAccessible,
        _ => s_notSupported,
    };

    private static readonly DiagnosticDescriptor s_returnType = Error(ReturnType, "Grain methods are asynchronous");
    private static readonly DiagnosticDescriptor s_notSerializable = Error(NotSerializable, "A value cannot be passed to or from a grain");
    private static readonly DiagnosticDescriptor s_notAccessible = Error(NotAccessible, "Generated code must be able to name the type");
    private static readonly DiagnosticDescriptor s_notSupported = Error(NotSupported, "Not supported in grains");

    private static DiagnosticDescriptor Error(string id, string title) => new(id, title, "{0}", "Grains", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
