using System.Text.Json;

namespace MediaGateway.Tests.Outside;

/// <summary>The files beside the checkout: <c>../shared</c>, or what <c>MEDIA_GATEWAY_SHARED</c> names.</summary>
public static class OutsideFiles
{
    /// <summary>Where they are.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("MEDIA_GATEWAY_SHARED") ?? Path.GetFullPath(Path.Combine(Checkout(), "..", "shared"));

    /// <summary>Whether they are there.</summary>
    public static bool Exist => Directory.Exists(Root);

    /// <summary>The full path of one of them.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>One of them as JSON.</summary>
    public static JsonElement Json(string relative) => JsonElement.Parse(File.ReadAllBytes(PathOf(relative)));

    private static string Checkout()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "MediaGateway.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from within a checkout.");
    }
}
