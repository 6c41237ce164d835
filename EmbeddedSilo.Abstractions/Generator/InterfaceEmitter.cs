using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>Writes the proxy of a grain or observer interface, with one call class for each method.</summary>
internal static class InterfaceEmitter
{
    private static readonly string[] s_markers =
    [
        "Orleans.IGrain", "Orleans.IGrainObserver", "Orleans.IGrainWithStringKey", "Orleans.IGrainWithGuidKey", "Orleans.IGrainWithIntegerKey",
        "Orleans.IGrainWithGuidCompoundKey", "Orleans.IGrainWithIntegerCompoundKey",
    ];

    public static GeneratedPart? TryEmit(INamedTypeSymbol? type, Compilation compilation)
    {
        if (type is null || !(type.Implements(KnownNames.Grain) || type.Implements(KnownNames.GrainObserver)) || s_markers.Contains(type.FullName()))
        {
            return null;
        }

        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!type.IsNameable())
        {
            problems.Add(Problem.At(type, Problems.NotAccessible, $"The grain interface {type.Name} must be at least internal"));
        }
        else if (type.IsGenericType)
        {
            problems.Add(Problem.At(type, Problems.NotSupported, $"The grain interface {type.Name} must not be generic"));
        }

        var methods = Methods(type, problems).ToList();
        var name = type.Identifier();
        var hint = "Proxy_" + name;
        if (problems.Count > 0)
        {
            return new(hint, "", "", new(problems.ToImmutable()));
        }

        var text = new StringBuilder(Registration.Header)
            .Append("namespace EmbeddedSilo.Generated\n{\n")
            .Append($"    internal sealed class {hint} : global::Orleans.Runtime.GrainReference, {type.TypeOf()}\n    {{\n")
            .Append($"        public {hint}(global::Orleans.Runtime.GrainReferenceShared shared, global::Orleans.Runtime.IdSpan key) : base(shared, key) {{ }}\n");
        for (var i = 0; i < methods.Count; i++)
        {
            var method = new MethodEmitter(methods[i], $"Call{i}_{methods[i].Name}");
            method.EmitProxyMethod(text);
            method.EmitCallClass(text);
        }

        text.Append("    }\n}\n");
        var alias = type.FindAttribute(KnownNames.Alias)?.ConstructorArguments[0].Value as string ?? type.FullName();
        var registration = $"global::EmbeddedSilo.Parts.GrainParts.AddInterface(typeof({type.TypeOf()}), {Literal(alias)}, static (shared, key) => new {hint}(shared, key));";
        return new(hint, text.ToString(), registration, new([]));
    }

    public static string Literal(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type, ImmutableArray<Problem>.Builder problems)
    {
        var isObserver = type.Implements(KnownNames.GrainObserver);
        foreach (var member in type.AllInterfaces.Add(type).Where(static candidate => candidate.Implements(KnownNames.Addressable)).SelectMany(static candidate => candidate.GetMembers()))
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method)
            {
                Check(method, isObserver, problems);
                yield return method;
            }
            else if (!member.IsStatic && member is IPropertySymbol or IEventSymbol)
            {
                problems.Add(Problem.At(member, Problems.NotSupported, $"A grain interface has methods only: {member.Name} is none"));
            }
        }
    }

    private static void Check(IMethodSymbol method, bool isObserver, ImmutableArray<Problem>.Builder problems)
    {
        if (method.IsGenericMethod)
        {
            problems.Add(Problem.At(method, Problems.NotSupported, $"The grain method {method.Name} must not be generic"));
            return;
        }

        var shape = ReturnShape.Of(method.ReturnType);
        if (shape is null || (shape.IsVoid && !isObserver && !method.HasAttribute(KnownNames.OneWay)))
        {
            problems.Add(Problem.At(method, Problems.ReturnType, $"{method.Name} returns {method.ReturnType.ToDisplayString()}; a grain method returns Task, Task<T>, ValueTask or ValueTask<T>, or void where it is an observer's or [OneWay]"));
        }
        else if (shape.Result is { } result && Serializability.FindFault(result) is { } fault)
        {
            problems.Add(Problem.At(method, Problems.NotSerializable, $"The result of {method.Name} cannot be passed: {fault}"));
        }

        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
            {
                problems.Add(Problem.At(parameter, Problems.NotSupported, $"{parameter.Name} is passed by reference, which does not cross grains"));
            }
            else if (Serializability.FindFault(parameter.Type) is { } fault)
            {
                problems.Add(Problem.At(parameter, Problems.NotSerializable, $"{parameter.Name} cannot be passed: {fault}"));
            }
        }
    }
}
