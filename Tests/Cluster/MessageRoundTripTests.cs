using System.Collections;
using System.Net.Sockets;
using System.Reflection;
using MediaGateway.Grains.Users;
using MediaGateway.Silo.Runtime;
using MediaGateway.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace MediaGateway.Tests.Cluster;

/// <summary>Every message, with something in every member, written and read by Orleans.</summary>
public sealed class MessageRoundTripTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddTravellingExceptions().BuildServiceProvider();

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

    [Fact]
    public void What_a_grain_throws_arrives_with_all_that_caused_it()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var cause = new JournalUnavailableException("away", new NpgsqlException("refused", new SocketException(111)));
        Exception[] thrown = [cause, new OrleansException("around it", cause), new JournalOverloadedException("full"), new InconsistentStateException("changed", cause)];
        foreach (var sent in thrown)
        {
            var received = serializer.Deserialize<Exception>(serializer.SerializeToArray(sent));
            Assert.Equal(Chain(sent), Chain(received));
        }
    }

    private static IEnumerable<(Type, string)> Chain(Exception? exception)
    {
        for (var part = exception; part is not null; part = part.InnerException) yield return (part.GetType(), part.Message);
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
