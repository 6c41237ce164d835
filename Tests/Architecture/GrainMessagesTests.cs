using System.Reflection;
using System.Runtime.CompilerServices;

namespace MediaGateway.Tests.Architecture;

/// <summary>A cluster needs of grain interfaces what a single process can do without: that all they name can be written and read by another version, elsewhere.</summary>
public sealed class GrainMessagesTests
{
    public static TheoryData<Type> Interfaces => [.. GrainMessages.Interfaces];

    public static TheoryData<Type> Types => [.. GrainMessages.Types.Where(type => !type.IsEnum)];

    [Fact]
    public void Grain_interfaces_name_nothing_that_cannot_be_serialized() => Assert.Empty(GrainMessages.Unsupported);

    [Fact]
    public void No_alias_is_used_twice()
    {
        var aliases = GrainMessages.Interfaces.Concat(GrainMessages.Types).Select(AliasOf).OfType<string>().ToArray();
        Assert.Equal(aliases.Distinct().Order(), aliases.Order());
    }

    [Theory, MemberData(nameof(Interfaces))]
    public void An_interface_and_its_methods_keep_their_names_whatever_becomes_of_the_code(Type grain)
    {
        Assert.StartsWith("mg.", AliasOf(grain), StringComparison.Ordinal);
        var methods = grain.GetMethods();
        Assert.All(methods, method => Assert.False(string.IsNullOrEmpty(method.GetCustomAttribute<AliasAttribute>()?.Alias), $"{grain.Name}.{method.Name} has no alias."));
        var names = methods.Select(method => method.GetCustomAttribute<AliasAttribute>()!.Alias).ToArray();
        Assert.Equal(names.Distinct().Order(), names.Order());
    }

    [Theory, MemberData(nameof(Interfaces))]
    public void A_call_of_a_grain_can_be_ended_by_who_made_it(Type grain)
    {
        if (grain.IsAssignableTo(typeof(IGrainObserver))) return;
        Assert.All(grain.GetMethods(), method => Assert.True(
            method.GetParameters() is [.., { ParameterType: var last }] && last == typeof(CancellationToken),
            $"{grain.Name}.{method.Name} takes no cancellation token at its end."));
    }

    [Theory, MemberData(nameof(Types))]
    public void A_message_is_a_closed_immutable_type_with_a_serializer_and_a_name(Type message)
    {
        Assert.True(message.IsDefined(typeof(GenerateSerializerAttribute), inherit: false), $"{message} lacks [GenerateSerializer].");
        Assert.True(message.IsValueType || message.IsSealed || message.IsAbstract, $"{message} can be derived from.");
        Assert.True(message.IsDefined(typeof(ImmutableAttribute), inherit: false), $"{message} lacks [Immutable].");
        Assert.True(message.IsAbstract || AliasOf(message)?.StartsWith("mg.", StringComparison.Ordinal) == true, $"{message} lacks an alias.");
    }

    [Theory, MemberData(nameof(Types))]
    public void A_message_numbers_what_it_holds_and_never_changes_it(Type message)
    {
        var members = GrainMessages.Members(message);
        Assert.Equal(members.Select(member => member.Id).Distinct(), members.Select(member => member.Id));
        var numbered = members.Select(member => member.Member.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(GrainMessages.StoredProperties(message), property => Assert.True(numbered.Contains(property.Name), $"{message.Name}.{property.Name} has no [Id] and is lost on the way."));
        Assert.All(members.Select(member => member.Member).OfType<PropertyInfo>(), property => Assert.True(IsReadOnly(property), $"{message.Name}.{property.Name} can be changed."));
    }

    private static bool IsReadOnly(PropertyInfo property) =>
        property.SetMethod is not { } setter || setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
