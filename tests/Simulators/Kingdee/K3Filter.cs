using System.Globalization;
using System.Text.RegularExpressions;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// A FilterString (过滤条件): comparisons of fields with texts or numbers, joined by and and or, with parentheses.
/// </summary>
internal sealed partial class K3Filter
{
    private readonly Queue<string> tokens;
    private readonly K3Form form;

    private K3Filter(string text, K3Form form)
    {
        this.form = form;
        var read = Token().Matches(text);
        if (read.Sum(token => token.Length) != text.Length)
        {
            throw new K3Exception(4, $"在过滤条件 {text} 附近有语法错误");
        }

        tokens = new(read.Select(token => token.Value.Trim()).Where(token => token.Length > 0));
    }

    /// <exception cref="K3Exception">The text is no condition, or names a field the form lacks.</exception>
    public static Func<Func<string, object?>, bool> Parse(string text, K3Form form)
    {
        var filter = new K3Filter(text, form);
        if (filter.tokens.Count == 0)
        {
            return _ => true;
        }

        var condition = filter.Either();
        return filter.tokens.Count == 0
            ? condition
            : throw new K3Exception(4, $"过滤条件 {text} 在 {filter.tokens.Peek()} 处无法解析");
    }

    private Func<Func<string, object?>, bool> Either()
    {
        var left = Both();
        while (Take("or"))
        {
            var (first, second) = (left, Both());
            left = row => first(row) || second(row);
        }

        return left;
    }

    private Func<Func<string, object?>, bool> Both()
    {
        var left = One();
        while (Take("and"))
        {
            var (first, second) = (left, One());
            left = row => first(row) && second(row);
        }

        return left;
    }

    private Func<Func<string, object?>, bool> One()
    {
        if (Take("("))
        {
            var inner = Either();
            return Take(")") ? inner : throw new K3Exception(4, "过滤条件缺少右括号");
        }

        var field = Next();
        if (!form.IsField(field))
        {
            throw new K3Exception(9, $"字段 {field} 在 {form.Id} 中不存在", field);
        }

        var compare = Next();
        var literal = Next();
        return row => Holds(row(field), compare, literal);
    }

    private static bool Holds(object? value, string compare, string literal)
    {
        var order = Compare(value, literal);
        return order is { } sign && compare switch
        {
            "=" => sign == 0,
            "<>" => sign != 0,
            "<" => sign < 0,
            "<=" => sign <= 0,
            ">" => sign > 0,
            ">=" => sign >= 0,
            _ => throw new K3Exception(4, $"不支持的比较符 {compare}"),
        };
    }

    private static int? Compare(object? value, string literal)
    {
        var text = literal.StartsWith('\'') ? literal[1..^1].Replace("''", "'", StringComparison.Ordinal) : literal;
        return value switch
        {
            null => null,
            DateTime time => time.CompareTo(DateTime.Parse(text, CultureInfo.InvariantCulture)),
            long number => number.CompareTo(long.Parse(text, CultureInfo.InvariantCulture)),
            decimal amount => amount.CompareTo(decimal.Parse(text, CultureInfo.InvariantCulture)),

            // As the database compares: without regard to case.
            _ => string.Compare(value.ToString(), text, StringComparison.OrdinalIgnoreCase),
        };
    }

    private bool Take(string word)
    {
        var found = tokens.Count > 0 && tokens.Peek().Equals(word, StringComparison.OrdinalIgnoreCase);
        if (found)
        {
            tokens.Dequeue();
        }

        return found;
    }

    private string Next() => tokens.Count > 0 ? tokens.Dequeue() : throw new K3Exception(4, "过滤条件不完整");

    [GeneratedRegex(@"\s+|\(|\)|'(?:[^']|'')*'|<>|<=|>=|=|<|>|[A-Za-z_][A-Za-z0-9_.]*|-?\d+(?:\.\d+)?")]
    private static partial Regex Token();
}
