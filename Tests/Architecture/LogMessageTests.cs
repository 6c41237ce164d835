using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Tests.Architecture;

/// <summary>What log messages may hold.</summary>
public sealed partial class LogMessageTests
{
    [Fact]
    public void No_message_has_a_place_for_a_secret()
    {
        var secretive = Room.All.Where(room => room.Name is not "Cli").SelectMany(room => Assembly.Load($"MediaGateway.{room.Name}").GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetCustomAttributes<LoggerMessageAttribute>())
            .Where(attribute => SecretPattern().IsMatch(attribute.Message))
            .Select(attribute => attribute.Message);
        Assert.Empty(secretive);
    }

    // The id of a key is public.
    [GeneratedRegex(@"\{(?!\w*Id\})[^}]*(password|token|ticket|secret|credential|key|e?mail|authorization|connectionstring|query)[^}]*\}", RegexOptions.IgnoreCase)]
    private static partial Regex SecretPattern();
}
