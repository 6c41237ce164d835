using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>How a grain method returns.</summary>
internal sealed record ReturnShape(bool IsVoid, bool IsValueTask, ITypeSymbol? Result)
{
    public static ReturnShape? Of(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return new(true, false, null);
        }

        if (type is not INamedTypeSymbol named || named.ContainingNamespace?.ToDisplayString() != "System.Threading.Tasks")
        {
            return null;
        }

        return (named.Name, named.Arity) switch
        {
            ("Task", 0) => new(false, false, null),
            ("Task", 1) => new(false, false, named.TypeArguments[0]),
            ("ValueTask", 0) => new(false, true, null),
            ("ValueTask", 1) => new(false, true, named.TypeArguments[0]),
            _ => null,
        };
    }
}
