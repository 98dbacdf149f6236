using System.Text.RegularExpressions;

namespace DealerIntegration.Repo.Tests.Reading;

/// <summary>A piece of text and the line, from 1, it starts in.</summary>
internal sealed record Piece(int Line, string Text);

/// <summary>A C# file taken apart, so that a rule looks where it means to.</summary>
internal sealed class CSharpFile
{
    public CSharpFile(string path, string text)
    {
        Path = path;
        Text = text;
        var parts = new CSharpSplitter(text).Split();
        Code = parts.Code;
        Comments = parts.Comments;
        Literals = parts.Literals;
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The text with comments and literals blanked: same length, same lines.</summary>
    public string Code { get; }

    public IReadOnlyList<Piece> Comments { get; }

    public IReadOnlyList<Piece> Literals { get; }

    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    /// <summary>Where a pattern occurs in code.</summary>
    public IEnumerable<Finding> FindInCode(Regex pattern) =>
        pattern.Matches(Code).Select(m => new Finding(Path, LineOf(m.Index), m.Value.Trim()));
}

/// <summary>A break of a rule: where, and what.</summary>
internal sealed record Finding(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
