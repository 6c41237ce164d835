using System.Text.RegularExpressions;
using MediaGateway.Grains.Users;
using Orleans.Runtime;

namespace MediaGateway.Tests.Architecture;

/// <summary>The calls between grains: documented, and without a cycle in which grains could wait for each other.</summary>
public sealed partial class CallGraphTests
{
    private static readonly Type[] OfGrains = typeof(UserGrain).Assembly.GetTypes();

    [Fact]
    public void The_documented_calls_are_those_that_the_grains_make()
    {
        var documented = RowPattern().Matches(File.ReadAllText(Path.Combine(Room.Root, "docs", "call-graph.md")))
            .Select(row => (row.Groups["caller"].Value, row.Groups["called"].Value));
        Assert.Equal(Arrows().Order(), documented.Order());
    }

    [Fact]
    public void No_grain_waits_for_itself_by_way_of_others()
    {
        var arrows = Arrows().ToLookup(arrow => arrow.Caller, arrow => arrow.Called);
        foreach (var start in arrows.Select(group => group.Key))
        {
            Assert.DoesNotContain(start, Reach(arrows, start));
        }
    }

    private static HashSet<string> Reach(ILookup<string, string> arrows, string start)
    {
        var (reached, next) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(arrows[start]));
        while (next.TryDequeue(out var grain))
        {
            if (!reached.Add(grain)) continue;
            foreach (var called in arrows[grain]) next.Enqueue(called);
        }

        return reached;
    }

    private static HashSet<(string Caller, string Called)> Arrows() =>
        [.. OfGrains.Where(IsGrain).SelectMany(grain => CalledBy(grain).Select(called => (InterfaceOf(grain).Name, called.Name)))];

    /// <summary>The grain interfaces that a grain's code asks a factory for, itself or by the classes of its room that it uses.</summary>
    private static IEnumerable<Type> CalledBy(Type grain)
    {
        var (seen, next) = (new HashSet<Type> { grain }, new Queue<Type>([grain]));
        while (next.TryDequeue(out var type))
        {
            foreach (var method in MethodCalls.Of(type))
            {
                if (method is { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true }) yield return method.GetGenericArguments()[0];
                var used = Outermost(method.DeclaringType!);
                if (used.Assembly == grain.Assembly && !IsGrain(used) && seen.Add(used)) next.Enqueue(used);
            }
        }
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    private static bool IsGrain(Type type) => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type);

    private static Type InterfaceOf(Type grain) => grain.GetInterfaces().Single(type => typeof(IAddressable).IsAssignableFrom(type) && type.Assembly.GetName().Name == "MediaGateway.Grains.Interfaces");

    [GeneratedRegex(@"^\| `(?<caller>I\w+)` \| `(?<called>I\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
