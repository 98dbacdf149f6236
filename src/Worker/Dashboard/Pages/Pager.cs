namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Pages of a long list: which part is shown, and the links to its neighbours.</summary>
internal sealed class Pager(int wanted, int size, int total)
{
    private int Last => Math.Max(1, (total + size - 1) / size);

    private int Page => Math.Clamp(wanted, 1, Last);

    public int Skip => (Page - 1) * size;

    public Html Links(Func<int, string> address)
    {
        return Html.When(Last > 1, () => Html.Of(
            $"""
            <p class="pages">{Link(1, "« 首页 First")} {Link(Page - 1, "‹ 上页 Back")}
            <span>{Page} / {Last}</span> {Link(Page + 1, "下页 Next ›")} {Link(Last, "末页 Last »")}</p>
            """));

        Html Link(int page, string word) => page >= 1 && page <= Last && page != Page
            ? Html.Of($"""<a href="{address(page)}">{word}</a>""")
            : Html.Of($"""<span class="none">{word}</span>""");
    }
}
