using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>Whether two texts say the same (文本比对), whatever their case, width and blanks.</summary>
internal static class TextComparison
{
    private static readonly DocumentKey AnyNumber = new([]);

    public static bool Same(string left, string right) => DocumentKey.Fold(left) == DocumentKey.Fold(right);

    /// <summary>One names the other as a whole word.</summary>
    public static bool Contains(string left, string right) =>
        Same(left, right) || Names(left, right) || Names(right, left);

    /// <summary>Edits that a percentage allows: of the longer text's characters, rounded down.</summary>
    public static int Allowed(string left, string right, int percent) =>
        Math.Max(left.Length, right.Length) * percent / 100;

    public static bool WithinEdits(string left, string right, int percent)
    {
        var (a, b) = (DocumentKey.Fold(left), DocumentKey.Fold(right));
        return EditDistance.Within(a, b, Allowed(a, b, percent)) is not null;
    }

    private static bool Names(string text, string number) =>
        AnyNumber.Normalise(number) is var key
        && TextNumbers.IsNumber(key)
        && TextNumbers.Of(text, AnyNumber).Contains(key);
}
