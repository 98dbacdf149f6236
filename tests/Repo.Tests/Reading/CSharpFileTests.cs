namespace DealerIntegration.Repo.Tests.Reading;

/// <summary>The rules are as good as the reader below them.</summary>
public sealed class CSharpFileTests
{
    [Theory]
    [InlineData("a(\"x // y\"); b", "x // y")]
    [InlineData("a(@\"x\\\"); b", "x\\")]
    [InlineData("a(@\"x\"\"y\"); b", "x\"y")]
    [InlineData("a(\"\"\"x \"quoted\" y\"\"\"); b", "x \"quoted\" y")]
    [InlineData("a(\"x\\\"y\"); b", "x\\\"y")]
    [InlineData("a($\"x {{y}} z\"); b", "x {y}} z")]
    public void A_literal_is_taken_out_of_the_code(string code, string literal)
    {
        var file = new CSharpFile("a.cs", code);
        Assert.Equal(literal, Assert.Single(file.Literals).Text);
        Assert.EndsWith("); b", file.Code, StringComparison.Ordinal);
        Assert.DoesNotContain("x", file.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$\"a {map[\"k\"]} b\"; end")]
    [InlineData("$\"a {f(new { k = 1 })} b\"; end")]
    [InlineData("$$\"\"\"a {{k + \"}\"}} {b}\"\"\"; end")]
    public void The_hole_of_an_interpolated_string_is_code(string code)
    {
        var file = new CSharpFile("a.cs", code);
        Assert.EndsWith("; end", file.Code, StringComparison.Ordinal);
        Assert.StartsWith("a … ", file.Literals[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_characters_hide_nothing_behind_them()
    {
        var file = new CSharpFile("a.cs", "x = '\"'; // it's \"so\"\n/* { */ y = '\\'';");
        Assert.Equal(["// it's \"so\"", "/* { */"], file.Comments.Select(c => c.Text));
        Assert.Empty(file.Literals);
        Assert.Contains("y =", file.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_are_measured_from_their_first_line_to_their_last()
    {
        const string Code = """
            namespace A;

            public sealed record B(int C)
            {
                private static readonly int[] Data =
                [
                    1,
                ];

                public int D { get; } = new E { F = 1 }.F;

                public int Arrow(int x) => x switch
                {
                    1 => 2,
                    _ => 3,
                };

                public void Block(
                    int x)
                {
                    if (x > 0)
                    {
                        x--;
                    }
                }
            }
            """;
        var methods = MemberScanner.Methods(new CSharpFile("a.cs", Code)).Where(m => m.Length > 1).ToList();
        Assert.Equal([5, 8], methods.Select(m => m.Length));
        Assert.Equal(["public int Arrow(int x) => x switch", "public void Block("], methods.Select(m => m.Header));
    }
}
