namespace MediaGateway.Storage.Migrations;

/// <summary>A numbering of migrations, and the table that remembers which of them were applied.</summary>
/// <param name="History">The table.</param>
/// <param name="Order">When it has its turn, the least first.</param>
internal sealed record MigrationSeries(string History, int Order)
{
    /// <summary>What every gateway needs.</summary>
    public static MigrationSeries Gateway { get; } = new("schema_migrations", 0);

    /// <summary>What a cluster needs besides.</summary>
    public static MigrationSeries Orleans { get; } = new("orleans_migrations", 1);
}
