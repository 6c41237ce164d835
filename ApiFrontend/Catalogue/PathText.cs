namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>Text that clients put into a path.</summary>
public static class PathText
{
    /// <summary>
    /// What the client meant. The server decodes a path before it is cut into its parts, but leaves slashes encoded, so
    /// that they do not cut it: an id such as <c>wikipedia:Face/Off</c> arrives as <c>wikipedia:Face%2FOff</c>.
    /// </summary>
    public static string Unescape(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
