using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>Tells which types can be passed between grains, and which need not be copied.</summary>
internal static class Serializability
{
    private static readonly HashSet<string> s_immutable =
    [
        "System.Decimal", "System.DateTime", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Guid", "System.Uri",
        "System.Version", "System.Int128", "System.UInt128", "System.Half", "System.Numerics.BigInteger", "System.Threading.CancellationToken", "System.Text.Json.JsonElement",
    ];

    /// <summary>Why values of the type cannot be passed; null where they can, as far as it is known when compiling.</summary>
    public static string? FindFault(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return FindFault(array.ElementType);
            case IPointerTypeSymbol or IFunctionPointerTypeSymbol:
                return $"{type.ToDisplayString()} is a pointer";
            case not INamedTypeSymbol:
                return null;
        }

        var named = (INamedTypeSymbol)type;
        if (named.TypeKind == TypeKind.Delegate || named.IsRefLikeType)
        {
            return $"{type.ToDisplayString()} is not data";
        }

        if (named.TypeArguments.Select(FindFault).FirstOrDefault(static fault => fault is not null) is { } inner)
        {
            return inner;
        }

        return IsKnown(named) ? null : $"{type.ToDisplayString()} has no [GenerateSerializer]";
    }

    /// <summary>Whether values of the declared type never change, so that they are passed as they are.</summary>
    public static bool IsImmutable(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double)
        || s_immutable.Contains(type.OriginalDefinition.FullName())
        || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsImmutable(nullable.TypeArguments[0]))
        || ((type.IsSealed || type.IsValueType) && type.OriginalDefinition.HasAttribute(KnownNames.Immutable))
        || type.Implements(KnownNames.Addressable) || type.FullName() == KnownNames.Addressable;

    private static bool IsKnown(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (type.TypeKind is TypeKind.Enum or TypeKind.Error || IsImmutable(type)
            || definition.HasAttribute(KnownNames.GenerateSerializer) || definition.HasAttribute(KnownNames.Immutable))
        {
            return true;
        }

        // What an interface or abstract class holds is known only when it runs.
        if (type.TypeKind == TypeKind.Interface || type.IsAbstract || type.BaseTypes().Any(static candidate => candidate.FullName() == "System.Exception"))
        {
            return true;
        }

        var scope = definition.ContainingNamespace?.ToDisplayString() ?? "";
        return scope.StartsWith("System", System.StringComparison.Ordinal)
            ? !(scope.StartsWith("System.IO", System.StringComparison.Ordinal) || scope.StartsWith("System.Threading.Tasks", System.StringComparison.Ordinal))
            : scope.StartsWith("Orleans", System.StringComparison.Ordinal);
    }
}
