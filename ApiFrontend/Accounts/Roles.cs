namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>The names of the roles that the front end decides by.</summary>
public static class Roles
{
    /// <summary>May import catalogues and see the admin routes.</summary>
    public const string Admin = "admin";
}
