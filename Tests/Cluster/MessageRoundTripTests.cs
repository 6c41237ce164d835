using System.Collections;
using System.Reflection;
using MediaGateway.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace MediaGateway.Tests.Cluster;

/// <summary>Every message, with something in every member, written and read by Orleans.</summary>
public sealed class MessageRoundTripTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static TheoryData<Type> Types => [.. GrainMessages.Types.Where(type => !type.IsAbstract)];

    public void Dispose() => _services.Dispose();

    [Theory, MemberData(nameof(Types))]
    public void A_message_arrives_as_it_was_sent(Type message)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var sent = SampleMessages.Make(message);
        var received = serializer.Deserialize<object>(serializer.SerializeToArray(sent));
        Assert.IsType(message, received);
        AssertSame(sent, received, message.Name);
    }

    private static void AssertSame(object? sent, object? received, string path)
    {
        if (sent is null || received is null)
        {
            Assert.True(sent is null && received is null, $"{path}: {sent} became {received}.");
        }
        else if (sent is ReadOnlyMemory<byte> bytes)
        {
            Assert.Equal(bytes.ToArray(), ((ReadOnlyMemory<byte>)received).ToArray());
        }
        else if (sent is IEnumerable sequence and not string)
        {
            var (left, right) = (sequence.Cast<object?>().ToArray(), ((IEnumerable)received).Cast<object?>().ToArray());
            Assert.NotEmpty(left);
            Assert.Equal(left.Length, right.Length);
            for (var i = 0; i < left.Length; i++) AssertSame(left[i], right[i], $"{path}[{i}]");
        }
        else if (GrainMessages.Types.Contains(sent.GetType()) && !sent.GetType().IsEnum)
        {
            Assert.Equal(sent.GetType(), received.GetType());
            foreach (var member in SampleMessages.AllMembers(sent.GetType())) AssertSame(Value(member, sent), Value(member, received), $"{path}.{member.Name}");
        }
        else if (sent.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            foreach (var property in pair.GetProperties()) AssertSame(property.GetValue(sent), property.GetValue(received), $"{path}.{property.Name}");
        }
        else
        {
            Assert.Equal(sent, received);
        }
    }

    private static object? Value(MemberInfo member, object holder) =>
        member is PropertyInfo property ? property.GetValue(holder) : ((FieldInfo)member).GetValue(holder);
}
