using System.Text.RegularExpressions;

namespace DealerIntegration.Repo.Tests.Reading;

/// <summary>Methods of a file by counting braces: what stands in a type and has a block or an arrow.</summary>
internal static partial class MemberScanner
{
    public static IEnumerable<(int Line, int Length, string Header)> Methods(CSharpFile file)
    {
        var code = file.Code;
        var types = new Stack<int>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < code.Length; i++)
        {
            var inType = types.Count > 0 && types.Peek() == depth;
            switch (code[i])
            {
                case '{':
                    depth++;
                    if (Type().IsMatch(code[start..i]) && (inType || types.Count == 0))
                    {
                        types.Push(depth);
                        start = i + 1;
                    }

                    break;
                case '}':
                    var closesType = inType;
                    depth--;
                    if (closesType)
                    {
                        types.Pop();
                        start = i + 1;
                    }
                    else if (types.Count > 0 && types.Peek() == depth && !Initialised().IsMatch(code[start..i]))
                    {
                        yield return Measure(file, start, i);
                        start = i + 1;
                    }

                    break;
                case ';' when inType || types.Count == 0:
                    if (inType && Expression().IsMatch(code[start..i]))
                    {
                        yield return Measure(file, start, i);
                    }

                    start = i + 1;
                    break;
            }
        }
    }

    private static (int Line, int Length, string Header) Measure(CSharpFile file, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(file.Code[start]))
        {
            start++;
        }

        var first = file.LineOf(start);
        var header = file.Code[start..end].Split('\n')[0].Trim();
        return (first, file.LineOf(end) - first + 1, header);
    }

    // A block that goes on after its brace: the value of a field or property, or the body of an arrow.
    [GeneratedRegex(@"^[^{]*=", RegexOptions.Singleline)]
    private static partial Regex Initialised();

    [GeneratedRegex(@"^[^=;]*\)\s*(where[^=]*)?=>", RegexOptions.Singleline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"(^|\s)(class|struct|record|interface|enum)\s+\w+", RegexOptions.Singleline)]
    private static partial Regex Type();
}
