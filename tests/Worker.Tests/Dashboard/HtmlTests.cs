using DealerIntegration.Worker.Dashboard.Pages;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class HtmlTests
{
    [Fact]
    public void Encodes_every_value_but_html_itself()
    {
        var hostile = """<script>"x" & 'y'</script>""";
        var inner = Html.Of($"<b>{hostile}</b>");
        Assert.Equal(
            "<td title=\"&lt;script&gt;&quot;x&quot; &amp; &#x27;y&#x27;&lt;/script&gt;\">"
            + "<b>&lt;script&gt;&quot;x&quot; &amp; &#x27;y&#x27;&lt;/script&gt;</b></td>",
            Html.Of($"""<td title="{hostile}">{inner}</td>""").ToString());
    }

    [Fact]
    public void Keeps_Chinese_readable_and_writes_nothing_for_null() =>
        Assert.Equal("<p>经销商 12</p>", Html.Of($"<p>经销商{(string?)null} {12}</p>").ToString());

    [Fact]
    public void Writes_the_figures_of_a_run_with_their_names_and_exact_digits()
    {
        var html = Formats.Figures(
            """{"rows": 1234567, "sums": {"CNY": "10.20", "x": 0.10}, "<b>": [null, "<i>"]}""").ToString();
        Assert.Contains("<dt>rows</dt><dd>1,234,567</dd>", html);
        Assert.Contains("<dt>CNY</dt><dd>10.20</dd>", html);
        Assert.Contains("<dt>x</dt><dd>0.10</dd>", html);
        Assert.Contains("<dt>&lt;b&gt;</dt>", html);
        Assert.DoesNotContain("<i>", html);
    }

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(59.9, "59.9 s")]
    [InlineData(61.0, "1 min 01 s")]
    [InlineData(7384.0, "2 h 03 min")]
    public void Writes_durations_for_people(double seconds, string text) =>
        Assert.Equal(text, Formats.Duration((decimal)seconds));
}
