namespace MediaGateway.Domain.Discovery;

/// <summary>How a word occurs in its zone, as it is written beside each document of a list.</summary>
internal static class Levels
{
    /// <summary>In the original title only.</summary>
    public const int OriginalTitle = 0;

    /// <summary>In the title.</summary>
    public const int Title = 1;

    /// <summary>In the name of somebody who plays in it.</summary>
    public const int Cast = 0;

    /// <summary>In the name of a director or one of the first in the cast.</summary>
    public const int Lead = 1;

    /// <summary>Two neighbouring names of one person, written as one word.</summary>
    public const int PersonPair = 3;

    /// <summary>Once in the overview.</summary>
    public const int Mentioned = 0;

    /// <summary>Several times in the overview.</summary>
    public const int Repeated = 1;

    /// <summary>Among the keywords.</summary>
    public const int Keyword = 2;

    /// <summary>Among the genres.</summary>
    public const int Genre = 3;
}
