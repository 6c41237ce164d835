using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>Writes the copier of a type with [GenerateSerializer]: it copies the members that have a number, through their fields.</summary>
internal static class CopierEmitter
{
    public static GeneratedPart? TryEmit(INamedTypeSymbol type, Compilation compilation)
    {
        var isException = type.BaseTypes().Any(static candidate => candidate.FullName() == "System.Exception");
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.HasAttribute(KnownNames.Immutable) || type.IsStatic || isException)
        {
            return null;
        }

        var hint = "Copier_" + type.Identifier();
        var fields = Fields(type).ToList();
        var problems = fields.Select(field => (field, fault: Serializability.FindFault(field.Type))).Where(static pair => pair.fault is not null)
            .Select(static pair => Problem.At(pair.field.AssociatedSymbol ?? pair.field, Problems.NotSerializable, $"{(pair.field.AssociatedSymbol ?? pair.field).Name} cannot be passed: {pair.fault}"))
            .ToImmutableArray();
        if (!type.IsNameable())
        {
            problems = problems.Add(Problem.At(type, Problems.NotAccessible, $"{type.Name} has [GenerateSerializer] and must be at least internal"));
        }

        if (problems.Length > 0)
        {
            return new(hint, "", "", new(problems));
        }

        var text = new StringBuilder(Registration.Header).Append("namespace EmbeddedSilo.Generated\n{\n");
        EmitCopier(text, type, hint, fields);
        text.Append("}\n");
        return new(hint, text.ToString(), RegistrationOf(type, hint), new([]));
    }

    private static string RegistrationOf(INamedTypeSymbol type, string hint)
    {
        if (!type.IsGenericType)
        {
            return $"global::EmbeddedSilo.Copying.Copiers.Register<{type.TypeOf()}>(static () => new {hint}());";
        }

        var commas = new string(',', type.Arity - 1);
        return $"global::EmbeddedSilo.Copying.Copiers.RegisterGeneric(typeof({type.ConstructUnboundGenericType().TypeOf()}), typeof({hint}<{commas}>));";
    }

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type)
    {
        var primary = PrimaryParameters(type);
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            var member = field.AssociatedSymbol ?? field;
            if (!field.IsStatic && !field.IsConst && (member.HasAttribute(KnownNames.Id) || (field.AssociatedSymbol is IPropertySymbol property && primary.Contains(property.Name))))
            {
                yield return field;
            }
        }
    }

    private static HashSet<string> PrimaryParameters(INamedTypeSymbol type)
    {
        if (!type.IsRecord)
        {
            return [];
        }

        // The primary constructor of a record is the one whose parameters share their place in the source with properties.
        var properties = type.GetMembers().OfType<IPropertySymbol>().ToList();
        var primary = type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length > 0
            && constructor.Parameters.All(parameter => properties.Any(property => property.Name == parameter.Name && SymbolEqualityComparer.IncludeNullability.Equals(property.Type, parameter.Type))));
        return [.. primary?.Parameters.Select(static parameter => parameter.Name) ?? []];
    }

    private static void EmitCopier(StringBuilder text, INamedTypeSymbol type, string hint, List<IFieldSymbol> fields)
    {
        var name = type.TypeOf();
        var parameters = type.IsGenericType ? $"<{string.Join(", ", type.TypeParameters.Select(static parameter => parameter.Name))}>" : "";
        var constraints = Constraints(type);
        if (type.IsValueType)
        {
            text.Append($"    internal sealed class {hint}{parameters} : global::EmbeddedSilo.Copying.ValueCopier<{name}>{constraints}\n    {{\n")
                .Append($"        public override {name} Copy({name} value, global::EmbeddedSilo.Copying.CopyContext context)\n        {{\n            var copy = value;\n");
            foreach (var field in fields.Where(static field => !Serializability.IsImmutable(field.Type)))
            {
                var index = fields.IndexOf(field);
                text.Append($"            Fields.F{index}(ref copy) = global::EmbeddedSilo.Copying.Copiers.Copy(Fields.F{index}(ref value), context);\n");
            }

            text.Append("            return copy;\n        }\n");
        }
        else
        {
            EmitClassMembers(text, type, name, hint + parameters + "", constraints, fields);
        }

        text.Append("        private static class Fields\n        {\n");
        for (var i = 0; i < fields.Count; i++)
        {
            var target = type.IsValueType ? $"ref {name}" : name;
            text.Append($"            [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = {InterfaceEmitter.Literal(fields[i].Name)})]\n")
                .Append($"            public extern static ref {fields[i].Type.Code()} F{i}({target} owner);\n");
        }

        text.Append("        }\n    }\n");
    }

    private static void EmitClassMembers(StringBuilder text, INamedTypeSymbol type, string name, string declaration, string constraints, List<IFieldSymbol> fields)
    {
        text.Append($"    internal sealed class {declaration} : global::EmbeddedSilo.Copying.ObjectCopier<{name}>{constraints}\n    {{\n");
        if (!type.IsAbstract && !type.IsRecord && type.InstanceConstructors.Any(static constructor => constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal)
            && !type.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
        {
            text.Append($"        protected override {name} Create() => new();\n");
        }

        text.Append($"        public override void CopyMembers({name} original, {name} copy, global::EmbeddedSilo.Copying.CopyContext context)\n        {{\n");
        if (type.BaseType is { SpecialType: not SpecialType.System_Object } baseType && baseType.OriginalDefinition.HasAttribute(KnownNames.GenerateSerializer))
        {
            text.Append($"            global::EmbeddedSilo.Copying.Copiers.MembersOf<{baseType.TypeOf()}>().CopyMembers(original, copy, context);\n");
        }

        for (var i = 0; i < fields.Count; i++)
        {
            var value = $"Fields.F{i}(original)";
            var isImmutable = Serializability.IsImmutable(fields[i].Type) || (fields[i].AssociatedSymbol ?? fields[i]).HasAttribute(KnownNames.Immutable);
            text.Append($"            Fields.F{i}(copy) = {(isImmutable ? value : $"global::EmbeddedSilo.Copying.Copiers.Copy({value}, context)")};\n");
        }

        text.Append("        }\n");
    }

    private static string Constraints(INamedTypeSymbol type)
    {
        var text = new StringBuilder();
        foreach (var parameter in type.TypeParameters)
        {
            var parts = new List<string>();
            if (parameter.HasReferenceTypeConstraint)
            {
                parts.Add("class");
            }

            if (parameter.HasValueTypeConstraint)
            {
                parts.Add("struct");
            }

            if (parameter.HasNotNullConstraint)
            {
                parts.Add("notnull");
            }

            parts.AddRange(parameter.ConstraintTypes.Select(static constraint => constraint.TypeOf()));
            if (parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint)
            {
                parts.Add("new()");
            }

            if (parts.Count > 0)
            {
                text.Append($" where {parameter.Name} : {string.Join(", ", parts)}");
            }
        }

        return text.ToString();
    }
}
