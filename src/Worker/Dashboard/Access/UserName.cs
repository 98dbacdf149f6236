using System.Text.RegularExpressions;

namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>How a user is named: lower case, so that two people cannot differ by a capital letter.</summary>
internal static partial class UserName
{
    public const string Rule =
        "a name starts with a letter or digit and has at most 40 of: letters a-z, digits, dot, dash, underscore";

    public static bool TryParse(string? text, out string name)
    {
        name = (text ?? "").Trim().ToLowerInvariant();
        return Shape().IsMatch(name);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
