using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MediaGateway.Tests.Parity;

/// <summary>What an assembly shows to those who compile against it, one line for each type and member; read without loading it.</summary>
internal static class PublicSurface
{
    /// <summary>The signatures of the types that can be seen, and of their members that can be called or overridden.</summary>
    public static IEnumerable<string> Read(string assembly)
    {
        using var portable = new PEReader(File.OpenRead(assembly));
        var metadata = portable.GetMetadataReader();
        List<string> lines = [];
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => IsVisible(metadata, type)))
        {
            var name = SignatureNames.Of(metadata, type);
            lines.Add($"{KindOf(metadata, type)} {name}");
            lines.AddRange(Bases(metadata, type).Select(other => $"{name} : {other}"));
            lines.AddRange(Methods(metadata, type).Select(method => $"{name}.{method}"));
            lines.AddRange(Fields(metadata, type).Select(field => $"{name}.{field}"));
        }

        return lines;
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static string KindOf(MetadataReader metadata, TypeDefinition type) => SignatureNames.Of(metadata, type.BaseType) switch
    {
        _ when (type.Attributes & TypeAttributes.Interface) != 0 => "interface",
        "System.Enum" => "enum",
        "System.ValueType" => "struct",
        "System.MulticastDelegate" => "delegate",
        _ => "class",
    };

    private static IEnumerable<string> Bases(MetadataReader metadata, TypeDefinition type) => type.GetInterfaceImplementations()
        .Select(handle => metadata.GetInterfaceImplementation(handle).Interface)
        .Prepend(type.BaseType)
        .Select(handle => SignatureNames.Of(metadata, handle))
        .Where(name => name.Contains("Orleans.", StringComparison.Ordinal));

    private static IEnumerable<string> Methods(MetadataReader metadata, TypeDefinition type)
    {
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition).Where(method => IsCallable(method.Attributes)))
        {
            var signature = method.DecodeSignature(SignatureNames.Provider, null);
            var optional = method.GetParameters().Select(metadata.GetParameter).Where(parameter => (parameter.Attributes & ParameterAttributes.Optional) != 0)
                .Select(parameter => parameter.SequenceNumber - 1).ToHashSet();
            var parameters = string.Join(", ", signature.ParameterTypes.Select((parameter, at) => optional.Contains(at) ? $"{parameter} = ?" : parameter));
            var form = (method.Attributes & MethodAttributes.Static) != 0 ? "static " : "";
            yield return $"{metadata.GetString(method.Name)}{Arity(method.GetGenericParameters().Count)}({parameters}) -> {form}{signature.ReturnType}";
        }
    }

    private static IEnumerable<string> Fields(MetadataReader metadata, TypeDefinition type) => type.GetFields().Select(metadata.GetFieldDefinition)
        .Where(field => (field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem
            && (field.Attributes & FieldAttributes.SpecialName) == 0)
        .Select(field => $"{metadata.GetString(field.Name)}{Constant(metadata, field)} -> {field.DecodeSignature(SignatureNames.Provider, null)}");

    private static string Constant(MetadataReader metadata, FieldDefinition field)
    {
        if (field.GetDefaultValue() is not { IsNil: false } handle)
        {
            return "";
        }

        var constant = metadata.GetConstant(handle);
        return $" = {metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)}";
    }

    private static bool IsCallable(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static string Arity(int count) => count == 0 ? "" : $"`{count}";
}
