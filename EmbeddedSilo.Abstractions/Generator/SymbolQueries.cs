using System.Text;
using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>Questions about symbols that several emitters ask.</summary>
internal static class SymbolQueries
{
    private static readonly SymbolDisplayFormat s_annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_metadataName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type as it is written in generated code.</summary>
    public static string Code(this ITypeSymbol type) => type.ToDisplayString(s_annotated);

    /// <summary>The type as it is written in typeof().</summary>
    public static string TypeOf(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(s_metadataName);

    public static bool Is(this ITypeSymbol type, string fullName) => type.OriginalDefinition.FullName() == fullName;

    public static bool HasAttribute(this ISymbol symbol, string fullName) => symbol.FindAttribute(fullName) is not null;

    public static AttributeData? FindAttribute(this ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.FullName() == fullName);

    public static bool Implements(this ITypeSymbol type, string interfaceName) => type.AllInterfaces.Any(candidate => candidate.FullName() == interfaceName);

    /// <summary>Whether code in the same assembly, but outside of the type's own scope, can name it.</summary>
    public static bool IsNameable(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? scope = type; scope is not null; scope = scope.ContainingType)
        {
            if (scope.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || scope.IsFileLocal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name for generated classes that differs for each type.</summary>
    public static string Identifier(this INamedTypeSymbol type)
    {
        var name = new StringBuilder();
        foreach (var letter in type.FullName())
        {
            name.Append(letter is '.' ? '_' : letter);
        }

        return type.Arity == 0 ? name.ToString() : name.Append('_').Append(type.Arity).ToString();
    }

    public static IEnumerable<ITypeSymbol> BaseTypes(this ITypeSymbol type)
    {
        for (var candidate = type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            yield return candidate;
        }
    }
}
