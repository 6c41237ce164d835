using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MediaGateway.Tests.Parity;

/// <summary>Writes types in signatures as names with their namespaces, whichever assembly they are in, and type parameters by their place.</summary>
internal sealed class SignatureNames : ISignatureTypeProvider<string, object?>
{
    public static SignatureNames Provider { get; } = new();

    public static string Of(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{Of(metadata, metadata.GetTypeDefinition(outer))}.{name}" : Qualified(metadata, type.Namespace, name);
    }

    public static string Of(MetadataReader metadata, EntityHandle type) => type.Kind switch
    {
        _ when type.IsNil => "",
        HandleKind.TypeDefinition => Of(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type)),
        HandleKind.TypeReference => Provider.GetTypeFromReference(metadata, (TypeReferenceHandle)type, 0),
        _ => metadata.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(Provider, null),
    };

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(reader, reader.GetTypeDefinition(handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind is HandleKind.TypeReference
            ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind)}.{name}"
            : Qualified(reader, type.Namespace, name);
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => $"delegate*<{string.Join(", ", signature.ParameterTypes.Append(signature.ReturnType))}>";

    private static string Qualified(MetadataReader metadata, StringHandle space, string name) => space.IsNil ? name : $"{metadata.GetString(space)}.{name}";
}
