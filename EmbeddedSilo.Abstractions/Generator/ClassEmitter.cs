using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>Writes how a grain class is made from its constructor's parameters.</summary>
internal static class ClassEmitter
{
    public static GeneratedPart? TryEmit(INamedTypeSymbol? type, Compilation compilation)
    {
        // A grain class implements a grain interface besides being a grain; test doubles of interfaces are none.
        if (type is null || type.IsAbstract || type.IsStatic || !type.Implements(KnownNames.GrainBase) || !type.Implements(KnownNames.Grain))
        {
            return null;
        }

        var hint = "Grain_" + type.Identifier();
        if (!type.IsNameable())
        {
            return Faulty(hint, Problem.At(type, Problems.NotAccessible, $"The grain class {type.Name} must be at least internal"));
        }

        if (type.IsGenericType)
        {
            return Faulty(hint, Problem.At(type, Problems.NotSupported, $"The grain class {type.Name} must not be generic"));
        }

        var constructor = type.InstanceConstructors
            .Where(static candidate => candidate.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
            .OrderByDescending(static candidate => candidate.Parameters.Length).FirstOrDefault();
        if (constructor is null)
        {
            return Faulty(hint, Problem.At(type, Problems.NotAccessible, $"The grain class {type.Name} has no constructor that is at least internal"));
        }

        var services = new List<string>();
        var arguments = constructor.Parameters.Select(parameter => Argument(parameter, services)).ToList();
        var make = $"static (services, context) => new {type.TypeOf()}({string.Join(", ", arguments)})";
        var rest = string.Concat(services.Select(static service => ", " + service));
        return new(hint, "", $"global::EmbeddedSilo.Parts.GrainParts.AddClass(typeof({type.TypeOf()}), {make}{rest});", new([]));
    }

    private static GeneratedPart Faulty(string hint, Problem problem) => new(hint, "", "", new(ImmutableArray.Create(problem)));

    private static string Argument(IParameterSymbol parameter, List<string> services)
    {
        const string Provider = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";
        const string Keyed = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderKeyedServiceExtensions";
        if (parameter.FindAttribute(KnownNames.PersistentState) is { } state && parameter.Type is INamedTypeSymbol { Arity: 1 } persistent)
        {
            var storage = state.ConstructorArguments.Length > 1 && state.ConstructorArguments[1].Value is string name ? InterfaceEmitter.Literal(name) : "null";
            return $"global::EmbeddedSilo.Parts.GrainConstruction.State<{persistent.TypeArguments[0].Code()}>(services, context, {InterfaceEmitter.Literal((string)state.ConstructorArguments[0].Value!)}, {storage})";
        }

        var type = parameter.Type.TypeOf();
        if (parameter.Type.FullName() == KnownNames.GrainContext)
        {
            return "context";
        }

        services.Add($"typeof({type})");
        var optional = parameter.NullableAnnotation == NullableAnnotation.Annotated || parameter.HasExplicitDefaultValue;
        if (parameter.FindAttribute(KnownNames.FromKeyedServices) is { } keyed)
        {
            var key = Microsoft.CodeAnalysis.CSharp.TypedConstantExtensions.ToCSharpString(keyed.ConstructorArguments[0]);
            return $"{Keyed}.{(optional ? "GetKeyedService" : "GetRequiredKeyedService")}<{type}>(services, {key})";
        }

        return $"{Provider}.{(optional ? "GetService" : "GetRequiredService")}<{type}>(services)";
    }
}
